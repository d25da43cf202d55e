using Dachshund.Alerting;
using Dachshund.Channels;

namespace Dachshund.Actors.AlertRouter;

/// <summary>How alerts become messages, and where these go.</summary>
/// <param name="Alerting">Groups, routes, intervals.</param>
/// <param name="Render">Language and zone.</param>
/// <param name="Channels">The channels by their configured names.</param>
public sealed record AlertRouterSettings(
    AlertingOptions Alerting, RenderOptions Render, IReadOnlyDictionary<string, ConfiguredChannel> Channels);

/// <summary>One channel.</summary>
/// <param name="Channel">What sends.</param>
/// <param name="RequiredKeywords">Words of which the channel wants one in each message.</param>
public sealed record ConfiguredChannel(IChannel Channel, IReadOnlyList<string> RequiredKeywords)
{
    /// <summary>How many messages its robot may get in one window; null (default) is the channel's own figure.</summary>
    public int? BudgetMessages { get; init; }
}
