using System.Collections.Immutable;

namespace Dachshund.Journal.Streams;

/// <summary>How far the consumer groups of a partition are behind.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Added">How many entries its journal ever took.</param>
/// <param name="Length">How many it still holds.</param>
/// <param name="Cursors">The groups' cursors.</param>
public sealed record PartitionLag(int Partition, long Added, long Length, ImmutableArray<StoredCursor> Cursors)
{
    /// <summary>Entries that a group has not read.</summary>
    /// <param name="cursor">The group's cursor.</param>
    public long Unread(StoredCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return Math.Clamp(Added - cursor.EntriesRead, 0, Length);
    }

    /// <summary>Entries that were dropped before a group read them; only a group that lost its hold has any.</summary>
    /// <param name="cursor">The group's cursor.</param>
    public long Lost(StoredCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return Math.Max(0, Added - Length - cursor.EntriesRead);
    }
}
