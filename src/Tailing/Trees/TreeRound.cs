using Dachshund.Tailing.Native;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Trees;

/// <summary>One walk through a tree.</summary>
internal sealed class TreeRound(FileTree tree, CatalogOptions options)
{
    public List<TreeFile> Files { get; } = [];

    public List<string> Folders { get; } = [];

    public List<CatalogProblem> Problems { get; } = [];

    public void Run()
    {
        var root = Libc.OpenForReading(tree.Root, out var error);
        if (root is null)
            Report(Errno.Describe(tree.Root, error));
        else if (Libc.Status(root, out var status) == 0 && status.Kind != FileKind.Folder)
            Refuse(root);
        else
            Walk(root, "", 0);
    }

    private void Refuse(SafeFileHandle root)
    {
        root.Dispose();
        Report(new CatalogProblem(tree.Root, "is not a folder", "name a folder"));
    }

    /// <summary>Looks into an open folder and closes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefix">What the names in it begin with: empty, or the folder's name with a slash.</param>
    /// <param name="level">How deep it lies.</param>
    private void Walk(SafeFileHandle folder, string prefix, int level)
    {
        var path = prefix.Length == 0 ? tree.Root : tree.PathOf(prefix[..^1]);
        Folders.Add(path);
        using var reader = new FolderReader(folder, 0);
        while (reader.MoveNext())
        {
            if (reader.Name[0] != '.')
                Take(in reader, prefix, level);
        }

        if (reader.Error != 0)
            Report(Errno.Describe(path, reader.Error));
    }

    private void Take(in FolderReader reader, string prefix, int level)
    {
        if (reader.Type is not (EntryType.Regular or EntryType.Folder or EntryType.Unknown))
            return;
        FileStatus status = default;
        var isLookedAt = tree.IsLookedAt(reader.Name);
        if (reader.Type == EntryType.Unknown || (reader.Type == EntryType.Regular && isLookedAt))
        {
            var error = reader.Status(out status, followLink: false);
            if (error != 0)
            {
                ReportName(prefix + reader.Name.ToString(), error);
                return;
            }
        }

        if (reader.Type == EntryType.Folder || status.Kind == FileKind.Folder)
            Descend(in reader, prefix, level);
        else if (isLookedAt && status is { Kind: FileKind.Regular, Links: > 0 })
            Add(prefix + reader.Name.ToString(), status);
    }

    private void Descend(in FolderReader reader, string prefix, int level)
    {
        var name = prefix + reader.Name.ToString();
        if (level >= options.LevelsMax || Folders.Count >= options.FoldersMax)
        {
            Report(new CatalogProblem(tree.PathOf(name), "lies too deep, or beyond too many folders, and is not looked into",
                $"keep to {options.LevelsMax} levels and {options.FoldersMax} folders"));
            return;
        }

        if (reader.OpenFolder(out var error) is { } folder)
            Walk(folder, name + "/", level + 1);
        else
            ReportName(name, error);
    }

    private void Add(string name, in FileStatus status)
    {
        if (name.Contains('\uFFFD', StringComparison.Ordinal))
            Report(new CatalogProblem(tree.PathOf(name), "has a name that is not UTF-8", "rename the file"));
        else if (Files.Count < options.FilesMax)
            Files.Add(FileTree.FileOf(name, status));
        else
            Report(new CatalogProblem(tree.Root, $"has more than {options.FilesMax} files; the rest is not looked at",
                "remove old ones (keep)"));
    }

    /// <summary>What went away between the listing and the look is nothing to speak of.</summary>
    private void ReportName(string name, int error)
    {
        if (error is not (Errno.NotFound or Errno.NotAFolder or Errno.SymlinkLoop))
            Report(Errno.Describe(tree.PathOf(name), error));
    }

    private void Report(CatalogProblem problem)
    {
        if (Problems.Count < options.ProblemsMax && !Problems.Contains(problem))
            Problems.Add(problem);
    }
}
