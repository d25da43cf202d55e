using System.Runtime.InteropServices;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Scanning;

/// <summary>
/// The paths of one scan, each asked for once. Keeps the paths of the scan before, so that a path that is still there
/// costs no new string. Not thread-safe.
/// </summary>
internal sealed class PathTable
{
    private readonly List<FoundPath> found = [];
    private Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private Dictionary<string, int> previous = new(StringComparer.Ordinal);
    private char[] path = new char[256];

    public int Count => found.Count;

    public Span<FoundPath> Paths => CollectionsMarshal.AsSpan(found);

    public void Clear()
    {
        found.Clear();
        (indexes, previous) = (previous, indexes);
        indexes.Clear();
    }

    /// <summary>The path of the entry that a folder's reader is at; the reference is good until the next
    /// call.</summary>
    public ref FoundPath Get(string folder, in FolderReader reader)
    {
        var whole = Join(folder, reader.Name);
        if (!TryFind(whole, out var index))
        {
            var error = reader.Status(out var status);
            index = Add(whole, error, status);
        }

        ref var entry = ref Paths[index];
        entry.IsLink |= reader.Type == EntryType.Link;
        return ref entry;
    }

    /// <summary>The path of a name in a folder that nobody has listed.</summary>
    public ref FoundPath Get(string folder, string name) => ref Get(Join(folder, name));

    /// <summary>A whole path.</summary>
    public ref FoundPath Get(ReadOnlySpan<char> whole)
    {
        if (!TryFind(whole, out var index))
        {
            var error = Libc.Status(whole.ToString(), out var status);
            index = Add(whole, error, status);
        }

        return ref Paths[index];
    }

    private ReadOnlySpan<char> Join(string folder, ReadOnlySpan<char> name)
    {
        var length = folder.Length + 1 + name.Length;
        if (path.Length < length)
            path = new char[length * 2];
        folder.CopyTo(path);
        path[folder.Length] = '/';
        name.CopyTo(path.AsSpan(folder.Length + 1));
        return path.AsSpan(0, length);
    }

    private bool TryFind(ReadOnlySpan<char> whole, out int index) =>
        indexes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(whole, out index);

    private int Add(ReadOnlySpan<char> whole, int error, in FileStatus status)
    {
        if (!previous.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(whole, out var text, out _))
            text = whole.ToString();
        indexes.Add(text, found.Count);
        found.Add(new FoundPath { Path = text, Error = error, Status = status });
        return found.Count - 1;
    }
}
