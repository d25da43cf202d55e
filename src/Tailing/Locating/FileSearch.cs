using Dachshund.Tailing.Lines;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Locating;

/// <summary>One search for one file. Every check is made on what was opened, never on a name.</summary>
internal sealed class FileSearch
{
    /// <summary>Files by content alone that are opened at most.</summary>
    private const int CandidatesMax = 200;

    private readonly SoughtFile sought;
    private readonly WatchedNames names;
    private long bytesLeft = GzipBytes.BytesMax; // to be decompressed for finding out
    private int candidatesLeft = CandidatesMax;

    public FileSearch(SoughtFile sought, WatchedNames names)
    {
        this.sought = sought;
        this.names = names;
    }

    public async Task<LocatedFile?> OpenAsync(CancellationToken cancellation) =>
        (sought.IsPast ? null : await ByInodeAsync(cancellation))
        ?? await ByContentAsync(compressed: false, cancellation)
        ?? await ByContentAsync(compressed: true, cancellation);

    private async Task<LocatedFile?> ByInodeAsync(CancellationToken cancellation)
    {
        if (names.Has(sought.LastPath)
            && await TryAsync(sought.LastPath, IsSame, false, cancellation) is { } unmoved)
            return unmoved;

        var paths = names.With(sought.Identity.Inode).Distinct().ToArray();
        foreach (var path in paths)
        {
            if (await TryAsync(path, IsSame, false, cancellation) is { } found)
                return found;
        }

        foreach (var path in paths)
        {
            if (await TryAsync(path, HasInode, false, cancellation) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>A copy or a compressed one has another inode: its content must tell.</summary>
    private async Task<LocatedFile?> ByContentAsync(bool compressed, CancellationToken cancellation)
    {
        if (sought.Head.Length == 0)
            return null;
        foreach (var path in names.Rotated(compressed))
        {
            if (candidatesLeft-- <= 0)
                break;
            if (await TryAsync(path, MayBeCopy, compressed, cancellation) is { } found)
                return found;
        }

        return null;
    }

    private bool IsSame(FileStatus status) => status.Identity == sought.Identity;

    /// <summary>Devices are numbered anew when the machine starts.</summary>
    private bool HasInode(FileStatus status) => status.Identity.Inode == sought.Identity.Inode;

    /// <summary>A file with a second name may have been linked here from where nobody watches. The inode tells nothing: a
    /// new file may have got that of the one that is gone.</summary>
    private static bool MayBeCopy(FileStatus status) => status.Links == 1;

    private async Task<LocatedFile?> TryAsync(
        string path, Func<FileStatus, bool> isWanted, bool compressed, CancellationToken cancellation)
    {
        var file = OpenFile.TryOpen(path, out var status, out _, followLink: false);
        if (file is null)
            return null;
        if (!isWanted(status))
        {
            file.Dispose();
            return null;
        }

        var found = new LocatedFile(path, file, compressed);
        var isIt = false;
        try
        {
            isIt = await HasContentAsync(found, cancellation);
        }
        catch (IOException)
        {
            // What cannot be read is not found.
        }
        finally
        {
            if (!isIt)
                found.Dispose();
        }

        return isIt ? found : null;
    }

    /// <summary>Whether it begins with the head, is long enough, and a line begins at the offset: a file that was written
    /// anew with the same banner would have to have a line end at that very byte.</summary>
    private async Task<bool> HasContentAsync(LocatedFile file, CancellationToken cancellation)
    {
        if (sought.Head.Length > TailOptions.ChunkBytesMin || sought.Offset < 0 || sought.Length < 0)
            return false;
        var head = new byte[sought.Head.Length];
        var count = await file.ReadAsync(0, head, cancellation);
        if (!sought.Head.Matches(head.AsSpan(0, count)))
            return false;

        var end = sought.Offset + sought.Length;
        if (file.IsCompressed && (end > GzipBytes.BytesMax || (bytesLeft -= end) < 0))
            return false;
        var ends = new byte[1];
        if (sought.Offset > 0 && (await file.ReadAsync(sought.Offset - 1, ends, cancellation) == 0 || !IsLineEnd(ends[0])))
            return false;
        return sought.Length == 0 || await file.ReadAsync(end - 1, ends, cancellation) == 1;
    }

    /// <summary>A line may begin behind a hole that a writer left (<see cref="TailChunk.IsCut"/>).</summary>
    private static bool IsLineEnd(byte value) => value is LineCutter.Newline or 0;
}
