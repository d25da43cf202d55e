namespace Dachshund.Alerting;

/// <summary>An outage of Redis, as one node saw it.</summary>
/// <param name="Host">The node.</param>
/// <param name="SinceMs">Since when Redis did not answer it, Unix ms.</param>
/// <param name="NowMs">Now, Unix ms.</param>
public sealed record Outage(string Host, long SinceMs, long NowMs)
{
    /// <summary>Whether the node was there all the time (default); else Redis may have been back earlier than it saw.</summary>
    public bool IsExact { get; init; } = true;
}
