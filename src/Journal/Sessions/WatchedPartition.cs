namespace Dachshund.Journal.Sessions;

/// <summary>A partition whose shard this process owns: each beat sets its clock.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Epoch">The epoch of its shard's lease.</param>
public readonly record struct WatchedPartition(int Partition, long Epoch);
