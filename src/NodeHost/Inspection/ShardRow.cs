namespace Dachshund.NodeHost.Inspection;

/// <summary>One shard: its lease, and its partition's journal.</summary>
/// <param name="Entries">Entries that the journal keeps.</param>
/// <param name="Unread">Those that this consumer group has not folded.</param>
internal sealed record ShardRow(int Partition, OwnedLease Lease, long Entries, long Unread);
