using System.Globalization;
using Dachshund.Actors.DropFolder;
using Dachshund.NodeHost.Configuration;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Looks at the drop folders of this machine as the node would: what can't be read, and what <c>keep</c> would remove.
/// Removes nothing.</summary>
internal sealed class DropFolderCheck
{
    private const int NamedMax = 10;
    private readonly List<string> _problems = [];
    private readonly List<string> _removals = [];

    private DropFolderCheck()
    {
    }

    /// <summary>What keeps folders and files from being read, one line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>For each folder with <c>keep</c> what would be removed now: a line of sums, and some of the files.</summary>
    public IReadOnlyList<string> Removals => _removals;

    public static DropFolderCheck Run(DachshundConfiguration configuration, DateTimeOffset now)
    {
        var check = new DropFolderCheck();
        var tailed = new FileCatalog([.. configuration.Inputs.Select(input => new CatalogInput(input.Key, input.Value.Paths))]);
        foreach (var (name, folder) in configuration.DropFolders)
        {
            foreach (var path in folder.Paths)
                check.Look(
                    $"drop-folders.{name}", new FileTree(path, DropNames.LookedAt(folder.AlertExtensions)), folder.Keep, now, tailed);
        }

        return check;
    }

    private void Look(string name, FileTree tree, TimeSpan? keep, DateTimeOffset now, FileCatalog tailed)
    {
        var scan = tree.Scan();
        _problems.AddRange(scan.Problems.Select(problem => $"{name}: {problem.Path}: {problem.Reason} ({problem.Remedy})"));
        if (keep is not { } age)
            return;
        var old = OldFiles.Find(tree, scan.Files, age, now, tailed);
        var bytes = old.Sum(file => file.SizeBytes).ToString("N0", CultureInfo.InvariantCulture);
        _removals.Add(old.Count == 0
            ? $"{name}: keep would remove nothing of {tree.Root} now"
            : $"{name}: keep would remove {Counted.Of(old.Count, "file")} of {tree.Root} now, {bytes} bytes; the oldest first:");
        _removals.AddRange(old.Take(NamedMax).Select(file => string.Create(CultureInfo.InvariantCulture,
            $"  {file.Modified:yyyy-MM-dd HH:mm}Z  {file.SizeBytes,12:N0}  {SafeLine.Of(tree.PathOf(file.Name))}")));
        if (old.Count > NamedMax)
            _removals.Add($"  ... and {old.Count - NamedMax} more");
    }
}
