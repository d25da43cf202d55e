namespace Dachshund.Context;

/// <summary>What servers' and nodes' clocks are granted.</summary>
public static class LinkClock
{
    /// <summary>How far a server's clock may be ahead of a node's: 5 minutes.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The last second that a time may have: the end of the year 2999.</summary>
    internal const long SecondsMax = 32_503_679_999;
}
