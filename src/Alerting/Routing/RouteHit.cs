using System.Collections.Immutable;

namespace Dachshund.Alerting.Routing;

/// <summary>A route that took a notice, and the channels that get it through this route.</summary>
internal sealed record RouteHit(RouteEntry Route, ImmutableArray<string> Channels);
