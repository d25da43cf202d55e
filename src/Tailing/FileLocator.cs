using Dachshund.Tailing.Lines;
using Dachshund.Tailing.Locating;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing;

/// <summary>Finds a file that was renamed while nobody held it open: <c>app.log</c> that is <c>app.log.1</c>,
/// <c>app.log-20260101</c> or, for who only reads, <c>app.log.1.gz</c> now. Thread-safe.</summary>
public static class FileLocator
{
    private const int EntriesMax = 100_000;

    /// <summary>
    /// Opens a file for those who want to read some bytes of it again: among the names that inputs stand for, and those
    /// that rotation makes of them, and nowhere else. Decided by what was opened: only a regular file, through no symbolic
    /// link at the path's end (but for a link that is itself what an input has: what it leads to must have the very
    /// identity), that begins with the stored head, has the bytes wanted, and a line beginning at them. First by the
    /// inode; then, for <c>copytruncate</c>, a rotated name with that beginning; then a <c>.gz</c> with it, of whose
    /// content 64 MiB are read at most. Of several the one that was written last.
    /// </summary>
    /// <param name="sought">What is looked for.</param>
    /// <param name="watched">The inputs. Scanned only when the file doesn't have its name any more; nobody else may be
    /// using it meanwhile.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The file, which the caller disposes; null when no name leads to it, or it cannot be read.</returns>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public static async Task<LocatedFile?> OpenAsync(
        SoughtFile sought, FileCatalog watched, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sought);
        ArgumentNullException.ThrowIfNull(watched);
        return await new FileSearch(sought, new WatchedNames(watched)).OpenAsync(cancellation);
    }

    /// <summary>Finds a file by what it is.</summary>
    /// <param name="identity">The identity stored for it. The device counts as a hint only.</param>
    /// <param name="head">Its head as stored; a file with the inode but another head is another file. Where the file
    /// was
    /// empty then, its name must tell: it is the last one, or one that rotation makes of it (inodes are soon given
    /// again).</param>
    /// <param name="lastPath">The name it had; all names in that folder are looked at.</param>
    /// <param name="candidates">More paths to look at, such as those that a scan found; may be null.</param>
    /// <returns>The path of the file, or null when none of the places has it. Folders and files that cannot be read are
    /// passed over.</returns>
    public static string? Find(
        FileIdentity identity, FileHead head, string lastPath, IEnumerable<string>? candidates = null) =>
        Look(identity, head, lastPath, candidates).Path;

    /// <summary>As <see cref="Find"/>, and tells a file that is gone from one of which that isn't known: a folder could
    /// not be listed, or what has its inode could not be read.</summary>
    /// <param name="identity">The identity stored for it. The device counts as a hint only.</param>
    /// <param name="head">Its head as stored.</param>
    /// <param name="lastPath">The name it had; all names in that folder are looked at.</param>
    /// <param name="candidates">More paths to look at; may be null.</param>
    public static FileSighting Look(
        FileIdentity identity, FileHead head, string lastPath, IEnumerable<string>? candidates = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(lastPath);
        string? elsewhere = null;
        var names = Names(identity, lastPath, out var isListed);
        var isGone = isListed;
        foreach (var path in names.Concat(candidates ?? []).Prepend(lastPath))
        {
            var error = Libc.Status(path, out var status);
            isGone &= error is 0 or Errno.NotFound or Errno.NotAFolder;
            if (error != 0 || status.Identity.Inode != identity.Inode || status.Kind != FileKind.Regular)
                continue;
            var isIt = head.Length == 0 ? IsRelated(path, lastPath) : HasHead(path, head);
            isGone &= isIt is not null;
            if (isIt is not true)
                continue;
            if (status.Identity.Device == identity.Device)
                return new FileSighting(path, IsGone: false);
            elsewhere ??= path;
        }

        return new FileSighting(elsewhere, isGone && elsewhere is null);
    }

    /// <summary>Whether a name is the last one, or one that rotation makes of it. A copy beside it, or what was compressed, isn't:
    /// its inode may be that of a file that was empty and is gone.</summary>
    private static bool IsRelated(string path, string lastPath)
    {
        var (name, last) = (Path.GetFileName(path), Path.GetFileName(lastPath));
        return name == last || (!RotatedName.IsCompressed(name) && RotatedName.Before(name).Contains(last));
    }

    /// <summary>Whether the file begins with the bytes that the head was taken from; null when it cannot be read. Reads
    /// regular files only.</summary>
    private static bool? HasHead(string path, FileHead head)
    {
        using var file = OpenFile.TryOpen(path, out _, out var problem);
        if (file is null)
            return problem is { IsAbsence: true } ? false : null;
        if (head.Length > TailOptions.ChunkBytesMin)
            return false;
        Span<byte> bytes = stackalloc byte[TailOptions.ChunkBytesMin];
        bytes = bytes[..head.Length];
        var count = file.Read(bytes, 0);
        return count < 0 ? null : head.Matches(bytes[..count]);
    }

    /// <summary>The names in the folder that have the inode: the listing tells it, so no other file is
    /// touched.</summary>
    private static List<string> Names(FileIdentity identity, string lastPath, out bool isListed)
    {
        var folder = Path.GetDirectoryName(lastPath);
        var names = new List<string>();
        isListed = true;
        if (string.IsNullOrEmpty(folder))
            return names;

        using var reader = new FolderReader(folder);
        for (var count = 0; count < EntriesMax && reader.MoveNext(); count++)
        {
            if (reader.Inode == identity.Inode && reader.Type is EntryType.Regular or EntryType.Unknown)
                names.Add(Path.Join(folder, reader.Name));
        }

        isListed = reader.Error is 0 or Errno.NotFound or Errno.NotAFolder;
        return names;
    }
}
