using System.Diagnostics;
using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Embedded;

/// <summary>A server that answered.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Endpoint">Where it listens.</param>
internal sealed record RunningServer(Process Process, RedisEndpoint Endpoint);
