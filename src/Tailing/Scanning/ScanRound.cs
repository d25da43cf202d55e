using Dachshund.Tailing.Globs;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Scanning;

/// <summary>What one scan gathers, within its limits.</summary>
internal sealed class ScanRound
{
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly HashSet<CatalogProblem> problems = [];
    private readonly InputSet none;
    private string walked = "";
    private int foldersEntered;
    private int filesTaken;

    public ScanRound(PathTable paths, CatalogOptions options, InputSet none)
    {
        Paths = paths;
        Options = options;
        this.none = none;
    }

    public PathTable Paths { get; }

    public CatalogOptions Options { get; }

    public IReadOnlyCollection<string> Folders => folders;

    public IReadOnlyCollection<CatalogProblem> Problems => problems;

    public void Walk(GlobPattern pattern, int input)
    {
        walked = none.With(input).Names[0];
        var taken = new GlobWalk(this, pattern, input).Run();
        if (taken == 0 && (pattern.Plain is null || folders.Contains(pattern.Plain)))
            Report(new CatalogProblem(pattern.Text, "matches no file", "files that appear later are picked up")
            {
                IsAbsence = true,
            });
        walked = "";
    }

    public void Report(CatalogProblem problem)
    {
        if (problems.Count < Options.ProblemsMax)
            problems.Add(walked.Length == 0 ? problem : problem with { Input = walked });
    }

    /// <summary>Asked before a folder is looked into; it is watched from then on.</summary>
    public bool Enter(string folder)
    {
        if (foldersEntered++ >= Options.FoldersMax)
        {
            Report(new CatalogProblem(
                folder, $"is left out: a scan looks into {Options.FoldersMax} folders at most", "name fewer folders"));
            return false;
        }

        folders.Add(folder.Length == 0 ? "/" : folder);
        return true;
    }

    /// <summary>Watches a folder or, while it is missing, the nearest one above it, where it is going to
    /// appear.</summary>
    public void WatchNearest(string folder)
    {
        while (folder.Length > 0 && !IsFolder(folder))
        {
            folders.Remove(folder);
            folder = folder[..folder.LastIndexOf('/')];
        }

        folders.Add(folder.Length == 0 ? "/" : folder);
    }

    /// <summary>Takes a regular file for an input; 1, or 0 when the limit is reached.</summary>
    public int Take(ref FoundPath found, int input)
    {
        if (found.Inputs is null && filesTaken >= Options.FilesMax)
        {
            Report(new CatalogProblem(
                found.Path, $"is left out: {Options.FilesMax} files at most are watched", "name fewer files"));
            return 0;
        }

        if (found.Inputs is null)
            filesTaken++;
        found.Inputs = (found.Inputs ?? none).With(input);
        return 1;
    }

    private bool IsFolder(string folder) =>
        Paths.Get(folder) is { Error: 0, Status.Kind: FileKind.Folder };
}
