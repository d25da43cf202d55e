using System.Collections.Immutable;

namespace Dachshund.Actors.JournalWriter;

/// <summary>What still fits into one append: entries and bytes.</summary>
internal struct AppendRoom(int entriesMax, int bytesMax)
{
    private int _entries = entriesMax;
    private int _bytes = bytesMax;

    /// <summary>Takes the room that these entries need; false and nothing taken when there isn't enough.</summary>
    /// <param name="entries">The entries, encoded.</param>
    /// <param name="overheadBytes">What their file takes besides them; 0 when it has taken that already.</param>
    public bool TryTake(ImmutableArray<ReadOnlyMemory<byte>> entries, int overheadBytes)
    {
        var bytes = (long)overheadBytes;
        foreach (var entry in entries)
            bytes += entry.Length;
        if (entries.Length > _entries || bytes > _bytes)
            return false;
        _entries -= entries.Length;
        _bytes -= (int)bytes;
        return true;
    }
}
