using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Leases and heartbeats: <c>cluster { }</c>. Every node of a cluster should have the same.</summary>
internal sealed record ClusterConfiguration
{
    /// <summary>How long a holder may be silent until another takes its lease. Default 5 s.</summary>
    [Range("1s", "5m")]
    public TimeSpan LeaseTtl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a server beats; less than half of <see cref="LeaseTtl"/>. Default 1 s.</summary>
    [Range("100ms", "1m")]
    public TimeSpan LeaseRenew { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an agent beats. Default 5 s.</summary>
    [Range("100ms", "1h")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a beat a host is offline. Default 20 s.</summary>
    [Range("500ms", "7d")]
    public TimeSpan OfflineAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a host that was offline must beat until it counts as up again. Default 10 s.</summary>
    [Range("0s", "1d")]
    public TimeSpan RecoveredAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether it is said that a node stopped in order. Default no.</summary>
    public bool AnnounceLeft { get; init; }
}
