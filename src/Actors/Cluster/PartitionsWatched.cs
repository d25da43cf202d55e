using System.Collections.Immutable;
using Dachshund.Journal.Sessions;

namespace Dachshund.Actors.Cluster;

/// <summary>The partitions whose shards this process owns now: written by the shards, read by the heart. Thread-safe.</summary>
internal sealed class PartitionsWatched
{
    private ImmutableDictionary<int, long> _epochs = ImmutableDictionary<int, long>.Empty;

    /// <summary>A shard owns its partition in this epoch.</summary>
    public void Own(int partition, long epoch) => ImmutableInterlocked.AddOrUpdate(ref _epochs, partition, epoch, (_, _) => epoch);

    /// <summary>A shard doesn't own its partition any more.</summary>
    public void Disown(int partition) => ImmutableInterlocked.TryRemove(ref _epochs, partition, out _);

    public IReadOnlyList<WatchedPartition> Read() =>
        [.. Volatile.Read(ref _epochs).Select(entry => new WatchedPartition(entry.Key, entry.Value))];
}
