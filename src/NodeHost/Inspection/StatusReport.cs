namespace Dachshund.NodeHost.Inspection;

/// <summary>What is going on.</summary>
/// <param name="Nodes">The nodes that beat, or did.</param>
/// <param name="Partitions">The partitions of the journal that hold anything.</param>
/// <param name="Channels">The channels of the alert router.</param>
/// <param name="Alerts">The live alerts, the latest first.</param>
/// <param name="Silences">How many silences there are.</param>
/// <param name="Links">The keys of links.</param>
internal sealed record StatusReport(
    IReadOnlyList<ClusterNode> Nodes,
    IReadOnlyList<PartitionStatus> Partitions,
    IReadOnlyList<ChannelStatus> Channels,
    IReadOnlyList<AlertStatus> Alerts,
    int Silences,
    LinkKeyReport Links);

/// <summary>One partition.</summary>
/// <param name="Entries">Entries that it keeps.</param>
/// <param name="Unread">Entries that the slowest consumer group has not folded.</param>
internal sealed record PartitionStatus(int Partition, long Entries, long Unread);

/// <summary>One channel.</summary>
/// <param name="Waiting">Events that it was not told yet.</param>
internal sealed record ChannelStatus(string Name, long Told, long Waiting, long Failed, string Reason);

/// <summary>One alert.</summary>
internal sealed record AlertStatus(string Id, string Kind, string Severity, string What, long Count, long LastMs);
