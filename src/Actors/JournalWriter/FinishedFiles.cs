using Dachshund.Tailing;

namespace Dachshund.Actors.JournalWriter;

/// <summary>The ends of the last files that were finished: should Redis go back behind one, the file is read again from there.</summary>
internal sealed class FinishedFiles
{
    private const int FilesMax = 10_000;
    private readonly Dictionary<string, FileCheckpoint> _ends = [];
    private readonly Queue<string> _order = new();

    public IEnumerable<FileCheckpoint> Ends => _ends.Values;

    public void Add(FileCheckpoint end)
    {
        if (_ends.TryAdd(end.Field, end))
            _order.Enqueue(end.Field);
        while (_order.Count > FilesMax)
            _ends.Remove(_order.Dequeue());
    }

    /// <summary>The end of a file that comes back, which then isn't finished any more.</summary>
    public FileCheckpoint? Take(string field) => _ends.Remove(field, out var end) ? end : null;

    /// <summary>Takes out those of which Redis stores less, with the place where Redis has them.</summary>
    public IReadOnlyList<ReopenFile> TakeBehind(Dictionary<string, FileCheckpoint> stored)
    {
        var behind = new List<ReopenFile>();
        foreach (var (field, end) in _ends)
            if (!stored.TryGetValue(field, out var now) || now.Offset < end.Offset)
                behind.Add(new ReopenFile(end with { Offset = now?.Offset ?? 0, Done = false }, end.Offset));
        foreach (var file in behind)
            _ends.Remove(file.Place.Field);
        return behind;
    }
}
