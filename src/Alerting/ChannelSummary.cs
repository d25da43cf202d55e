namespace Dachshund.Alerting;

/// <summary>One channel, for people to read.</summary>
/// <param name="Name">Its name.</param>
public sealed record ChannelSummary(string Name)
{
    /// <summary>Events routed to it, over all time.</summary>
    public long Owed { get; init; }

    /// <summary>Events sent.</summary>
    public long Told { get; init; }

    /// <summary>Events given up.</summary>
    public long Failed { get; init; }

    /// <summary>Events that a silence kept back, and that were over when it ended.</summary>
    public long Silenced { get; init; }

    /// <summary>Events that wait.</summary>
    public long Pending { get; init; }

    /// <summary>Events in deliveries that are not finished.</summary>
    public long InFlight { get; init; }

    /// <summary>Alerts that have something to tell.</summary>
    public int PendingMessages { get; init; }

    /// <summary>Since when the oldest of these waits, Unix ms on the router's clock; null when nothing waits.</summary>
    public long? OldestWaitingSinceMs { get; init; }

    /// <summary>Attempts in a row that were not taken.</summary>
    public int Failures { get; init; }

    /// <summary>When it is tried again, Unix ms on the router's clock; null when it is not held back.</summary>
    public long? RetryAtMs { get; init; }

    /// <summary>Whether it waits for somebody to repair its configuration.</summary>
    public bool Paused { get; init; }

    /// <summary>Why it is held back; empty when it is not.</summary>
    public string Reason { get; init; } = "";
}
