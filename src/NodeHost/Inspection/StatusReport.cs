namespace Dachshund.NodeHost.Inspection;

/// <summary>What is going on.</summary>
/// <param name="Nodes">The nodes that beat, or did.</param>
/// <param name="Partitions">The partitions of the journal that hold anything.</param>
/// <param name="Channels">The channels of the alert router.</param>
/// <param name="Alerts">The live alerts, the latest first.</param>
/// <param name="Silences">How many silences there are.</param>
internal sealed record StatusReport(
    IReadOnlyList<NodeStatus> Nodes,
    IReadOnlyList<PartitionStatus> Partitions,
    IReadOnlyList<ChannelStatus> Channels,
    IReadOnlyList<AlertStatus> Alerts,
    int Silences);

/// <summary>One node.</summary>
/// <param name="State">up, or offline when it is silent for longer than <c>cluster.offline-after</c>.</param>
/// <param name="SilentMs">Time since its last beat, in ms of the partition's clock.</param>
internal sealed record NodeStatus(
    string Host, string State, string Roles, string Version, long SilentMs, long Files, long LagBytes, IReadOnlyList<string> Problems)
{
    /// <summary>How many files its drop folders have.</summary>
    public long DropFiles { get; init; }
}

/// <summary>One partition.</summary>
/// <param name="Entries">Entries that it keeps.</param>
/// <param name="Unread">Entries that the slowest consumer group has not folded.</param>
internal sealed record PartitionStatus(int Partition, long Entries, long Unread);

/// <summary>One channel.</summary>
/// <param name="Waiting">Events that it was not told yet.</param>
internal sealed record ChannelStatus(string Name, long Told, long Waiting, long Failed, string Reason);

/// <summary>One alert.</summary>
internal sealed record AlertStatus(string Id, string Kind, string Severity, string What, long Count, long LastMs);
