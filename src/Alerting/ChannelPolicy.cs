namespace Dachshund.Alerting;

/// <summary>What one channel does differently from <see cref="AlertingOptions"/> and from the routes.</summary>
public sealed record ChannelPolicy
{
    /// <summary>Overrides every other group-wait on this channel.</summary>
    public TimeSpan? GroupWait { get; init; }

    /// <summary>Overrides every other group-interval on this channel.</summary>
    public TimeSpan? GroupInterval { get; init; }

    /// <summary>At most so many sample lines a message; 0 to 20, default 3 (the terminal is given 20).</summary>
    public int LinesMax { get; init; } = 3;
}
