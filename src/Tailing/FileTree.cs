using System.Collections.Immutable;
using Dachshund.Tailing.Native;
using Dachshund.Tailing.Trees;

namespace Dachshund.Tailing;

/// <summary>
/// The regular files with certain extensions in a folder and those below it: found, read in part, removed. Whoever may write
/// into the folder can lead nobody out of it: below it no symbolic link is ever followed, whatever takes a name's place at any
/// moment, and nothing but a regular file is opened. Names that begin with a dot are left alone. Not thread-safe: one owner.
/// </summary>
public sealed class FileTree
{
    private readonly ImmutableArray<string> endings;
    private readonly CatalogOptions options;
    private readonly byte[] head = new byte[2 * ExcerptText.WindowBytes];
    private readonly byte[] tail = new byte[ExcerptText.WindowBytes];

    /// <summary>Makes a tree; looks at nothing yet.</summary>
    /// <param name="root">The folder; may be a symbolic link itself.</param>
    /// <param name="extensions">The extensions, without their dot; their case doesn't matter.</param>
    /// <param name="options">Limits and base folder; null means the defaults.</param>
    public FileTree(string root, IEnumerable<string> extensions, CatalogOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(extensions);
        this.options = options ?? new CatalogOptions();
        var full = Path.GetFullPath(root, this.options.BaseFolder);
        Root = full.Length > 1 ? full.TrimEnd('/') : full;
        endings = [.. extensions.Select(extension => "." + extension)];
    }

    /// <summary>The folder's absolute path, without a slash at its end.</summary>
    public string Root { get; }

    /// <summary>The absolute path of a file in the tree.</summary>
    /// <param name="name">Its path from the folder on.</param>
    public string PathOf(string name) => Root == "/" ? "/" + name : Root + "/" + name;

    /// <summary>The path from the folder on; null when the path isn't one that the tree looks at.</summary>
    /// <param name="path">An absolute path.</param>
    public string? NameOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var prefix = PathOf("");
        return path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal) && IsLookedAt(path.AsSpan(prefix.Length))
            ? path[prefix.Length..]
            : null;
    }

    /// <summary>Finds all its files: one listing a folder, one <c>statx</c> a file, none opened.</summary>
    public TreeScan Scan()
    {
        var round = new TreeRound(this, options);
        round.Run();
        return new TreeScan([.. round.Files], [.. round.Folders], [.. round.Problems]);
    }

    /// <summary>Looks at one file; false when there is no such regular file.</summary>
    /// <param name="name">Its path from the folder on.</param>
    /// <param name="file">The file.</param>
    public bool TryLook(string name, out TreeFile file)
    {
        file = default;
        using var place = TreePlace.Find(Root, name, out _);
        if (place is null || place.Status(out var status) != 0 || status.Kind != FileKind.Regular)
            return false;
        file = FileOf(name, status);
        return true;
    }

    /// <summary>Reads the head and the tail of a file, whatever its size: 8 KB at most.</summary>
    /// <param name="name">Its path from the folder on.</param>
    /// <param name="problem">Why nothing was read; null when something was. A file that is gone is an absence.</param>
    public FileExcerpt? Read(string name, out CatalogProblem? problem)
    {
        using var place = TreePlace.Find(Root, name, out problem);
        if (place is null)
            return null;
        using var open = place.Open(PathOf(name), out var status, out problem);
        if (open is null)
            return null;
        var count = open.Read(status.SizeBytes > head.Length ? head.AsSpan(0, ExcerptText.WindowBytes) : head, 0);
        var tailBytes = 0;
        if (count >= 0 && status.SizeBytes > head.Length)
            tailBytes = open.Read(tail, status.SizeBytes - tail.Length);
        var isRead = count >= 0 && tailBytes >= 0;
        if (!isRead || !open.TryStatus(out var after))
        {
            problem = new CatalogProblem(PathOf(name), open.Problem ?? "cannot be read", "");
            return null;
        }

        var size = tailBytes > 0 ? status.SizeBytes : count;
        var isSteady = FileOf(name, after) == FileOf(name, status);
        return new FileExcerpt(
            FileOf(name, status), ExcerptText.Cut(head.AsSpan(0, count), tail.AsSpan(0, tailBytes), size), isSteady);
    }

    /// <summary>Removes a file, if it still is the one that was looked at and nothing was written to it since.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Null when it is removed, or else why not.</returns>
    public CatalogProblem? Remove(TreeFile file)
    {
        using var place = TreePlace.Find(Root, file.Name, out var problem);
        if (place is null)
            return problem;
        var path = PathOf(file.Name);
        var error = place.Status(out var status);
        if (error != 0)
            return Errno.Describe(path, error);
        if (status.Kind != FileKind.Regular)
            return Errno.NotRegular(path, status.Kind);
        if (FileOf(file.Name, status) != file)
            return new CatalogProblem(path, "has changed since it was looked at", "");
        error = place.Remove();
        return error == 0 ? null : Errno.Describe(path, error) with
        {
            Remedy = "let the user that runs dachshund write to its folder, or take keep out",
        };
    }

    /// <summary>Those of the tree's files that some process has open, as far as this user may see: by path.</summary>
    public IReadOnlySet<string> OpenPaths()
    {
        using var folder = Libc.OpenForReading(Root, out _);
        return folder is null ? new HashSet<string>() : OpenPathsBelow.Find(folder, Root);
    }

    /// <summary>Whether the tree looks at a file of this name.</summary>
    internal bool IsLookedAt(ReadOnlySpan<char> name)
    {
        if (name[0] == '.' || name.Contains("/.", StringComparison.Ordinal))
            return false;
        foreach (var ending in endings)
        {
            var stem = name.Length - ending.Length;
            if (stem > 0 && name[stem - 1] != '/' && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    internal static TreeFile FileOf(string name, in FileStatus status) => new(
        name, status.Identity, status.SizeBytes, unchecked((status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds));
}
