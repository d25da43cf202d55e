namespace Dachshund.NodeHost.Inspection;

/// <summary>The journal.</summary>
/// <param name="EntriesMax">How many entries of one partition the slowest group may leave unread.</param>
/// <param name="Rejected">Items that this consumer group ever set aside because they could not be folded.</param>
internal sealed record JournalReport(long EntriesMax, long Rejected, IReadOnlyList<JournalPartition> Partitions);
