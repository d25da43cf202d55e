namespace Dachshund.Actors.Shard;

/// <summary>Look who beats and who doesn't.</summary>
internal sealed record LookAtHosts
{
    public static readonly LookAtHosts Instance = new();
}

/// <summary>Asks a shard where it is; answered by <see cref="ShardStatus"/>.</summary>
public sealed record ShardQuery
{
    /// <summary>The only one.</summary>
    public static readonly ShardQuery Instance = new();
}

/// <summary>Where a shard is.</summary>
/// <param name="Partition">Its partition of the journal.</param>
/// <param name="Owned">Whether this process holds its lease and has its state.</param>
/// <param name="Epoch">The lease's epoch.</param>
/// <param name="Cursor">The last entry that was folded.</param>
public sealed record ShardStatus(int Partition, bool Owned, long Epoch, string Cursor);
