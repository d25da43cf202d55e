using System.Text.Json.Serialization;

namespace Dachshund.NodeHost.Inspection;

/// <summary>One node.</summary>
/// <param name="State">up, leaving, left, offline, flapping or down (its session was ended by <c>cluster down</c>).</param>
/// <param name="SinceMs">Since when it beats without a gap; of one that doesn't, its last beat. Unix ms of Redis; 0 when nobody knows.</param>
/// <param name="Leads">Whether it routes the alerts.</param>
/// <param name="Shards">The partitions whose shards it owns.</param>
internal sealed record ClusterNode(
    string Host, string State, IReadOnlyList<string> Roles, string Version, string Address, long SinceMs, long Files, long LagBytes,
    bool Leads, IReadOnlyList<int> Shards, IReadOnlyList<string> Problems)
{
    /// <summary>Digests of what the servers of a group must agree on; empty of a node that is no server of this consumer group.</summary>
    [JsonIgnore]
    public string Settings { get; init; } = "";

    /// <summary>For how long it has not beaten, ms.</summary>
    public long SilentMs { get; init; }

    /// <summary>How to log in there, <c>user@host</c>; empty when nobody said.</summary>
    public string Ssh { get; init; } = "";

    /// <summary>Whether it shows pages.</summary>
    [JsonIgnore]
    public bool HasPage { get; init; }

    /// <summary>How many files its drop folders have.</summary>
    public long DropFiles { get; init; }

    /// <summary>Of a server: the ids of the keys that it signs links with, the first of them now; null of another.</summary>
    public IReadOnlyList<string>? LinkKeys { get; init; }

    /// <summary>Of a node with a page: the ids of the keys that it believes; null of another.</summary>
    public IReadOnlyList<string>? TrustedKeys { get; init; }

    /// <summary>Whether it works, if only to end its work.</summary>
    public bool IsThere => State is ClusterReader.Up or ClusterReader.Leaving;
}
