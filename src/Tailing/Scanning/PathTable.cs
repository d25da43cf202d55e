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

    /// <summary>The path of an entry in a folder; the reference is good until the next call.</summary>
    public ref FoundPath Get(string folder, ReadOnlySpan<char> name, bool isLink)
    {
        var length = folder.Length + 1 + name.Length;
        if (path.Length < length)
            path = new char[length * 2];
        folder.CopyTo(path);
        path[folder.Length] = '/';
        name.CopyTo(path.AsSpan(folder.Length + 1));
        return ref Get(path.AsSpan(0, length), isLink);
    }

    /// <summary>As above, for a whole path.</summary>
    public ref FoundPath Get(ReadOnlySpan<char> whole, bool isLink)
    {
        if (!indexes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(whole, out var index))
        {
            index = found.Count;
            if (!previous.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(whole, out var text, out _))
                text = whole.ToString();
            var error = Libc.Status(text, out var status);
            indexes.Add(text, index);
            found.Add(new FoundPath { Path = text, Error = error, Status = status, IsLink = isLink });
        }

        ref var path = ref Paths[index];
        path.IsLink |= isLink;
        return ref path;
    }
}
