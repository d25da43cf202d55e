namespace Dachshund.NodeHost.Inspection;

/// <summary>One partition of the journal.</summary>
/// <param name="Entries">Entries that it keeps.</param>
/// <param name="Bytes">Redis' memory that they take, about.</param>
internal sealed record JournalPartition(int Partition, long Entries, long Bytes, IReadOnlyList<GroupLag> Groups);
