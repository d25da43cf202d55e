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
    LinkKeyReport Links)
{
    /// <summary>The tasks; default none.</summary>
    public TaskCounts Tasks { get; init; } = new(0, 0, 0);

    /// <summary>The daily report; null (default) where none goes anywhere.</summary>
    public ReportDates? Report { get; init; }
}

/// <summary>How many tasks are expected or known, and how many of them aren't well.</summary>
internal sealed record TaskCounts(int All, int Late, int Failed);

/// <summary>The daily report.</summary>
/// <param name="LastDay">The day of the last one, as 2026-11-22; empty when there is none yet.</param>
/// <param name="NextMs">When the next one is due, Unix ms.</param>
internal sealed record ReportDates(string LastDay, long NextMs);

/// <summary>One partition.</summary>
/// <param name="Entries">Entries that it keeps.</param>
/// <param name="Unread">Entries that the slowest consumer group has not folded.</param>
internal sealed record PartitionStatus(int Partition, long Entries, long Unread);

/// <summary>One channel.</summary>
/// <param name="Waiting">Events that it was not told yet.</param>
internal sealed record ChannelStatus(string Name, long Told, long Waiting, long Failed, string Reason);

/// <summary>One alert.</summary>
internal sealed record AlertStatus(string Id, string Kind, string Severity, string What, long Count, long LastMs);
