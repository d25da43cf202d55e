using System.Collections.Immutable;
using Dachshund.Tailing.Globs;
using Dachshund.Tailing.Scanning;

namespace Dachshund.Tailing;

/// <summary>
/// The files that the inputs match, found anew at each scan: one folder listing per wildcard and one <c>statx</c> per
/// matching path, no file opened. Not thread-safe: one owner.
/// </summary>
public sealed class FileCatalog
{
    private readonly CatalogOptions options;
    private readonly List<(GlobPattern Pattern, int Input)> patterns = [];
    private readonly List<CatalogProblem> patternProblems = [];
    private readonly PathTable paths = new();
    private readonly InputSet none;
    private readonly Dictionary<FileIdentity, CatalogFile> files = []; // of the last scan
    private readonly Dictionary<FileIdentity, int> chosen = []; // of this scan: which of the paths stands for the file
    private IReadOnlyList<CatalogFile> current = [];

    /// <summary>Makes a catalog; looks at nothing yet.</summary>
    /// <param name="inputs">The inputs. A path that cannot be understood is one of <see cref="Problems"/>.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    public FileCatalog(IReadOnlyList<CatalogInput> inputs, CatalogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        this.options = options ?? new CatalogOptions();
        none = InputSet.None(inputs);
        for (var input = 0; input < inputs.Count; input++)
        {
            foreach (var path in inputs[input].Paths)
                AddPatterns(path, input);
        }
    }

    /// <summary>The folders in which something that matters can appear or change, as of the last scan: for a missing
    /// folder the nearest one above it.</summary>
    public IReadOnlyList<string> Folders { get; private set; } = [];

    /// <summary>What the last scan could not do.</summary>
    public IReadOnlyList<CatalogProblem> Problems { get; private set; } = [];

    /// <summary>Finds every regular file that is matched now, each identity once whatever number of hard and symbolic
    /// links leads to it. In no particular order; the same list as before while nothing has changed.</summary>
    public IReadOnlyList<CatalogFile> Scan()
    {
        paths.Clear();
        var round = new ScanRound(paths, options, none);
        foreach (var problem in patternProblems)
            round.Report(problem);
        foreach (var (pattern, input) in patterns)
            round.Walk(pattern, input);

        Choose();
        Gather();
        foreach (var file in current)
        {
            if (file.TargetPath is { } target)
                round.WatchNearest(target[..target.LastIndexOf('/')]);
        }

        Folders = [.. round.Folders];
        Problems = [.. round.Problems];
        return current;
    }

    /// <summary>The inputs whose paths stand for this one, whether or not there is such a file. For a file that was
    /// renamed: the name it had says which rules are its own.</summary>
    /// <param name="path">An absolute path.</param>
    public ImmutableArray<string> InputsMatching(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var matching = none;
        foreach (var (pattern, input) in patterns.Where(entry => entry.Pattern.Matches(path)))
            matching = matching.With(input);
        return matching.Names;
    }

    private void AddPatterns(string path, int input)
    {
        var expanded = new List<string>();
        if (path.Length == 0 || path.Contains('\0'))
            Refuse("is not a path", "name a file, a folder or a glob");
        else if (!Braces.TryExpand(path, expanded))
            Refuse($"stands for more than {Braces.PatternsMax} patterns", "use fewer braces");
        else
            patterns.AddRange(expanded.Select(text => (GlobPattern.Parse(path, text, options.BaseFolder), input)));

        void Refuse(string reason, string remedy) =>
            patternProblems.Add(new CatalogProblem(path, reason, remedy) { Input = none.With(input).Names[0] });
    }

    /// <summary>Chooses one path for each identity.</summary>
    private void Choose()
    {
        chosen.Clear();
        var found = paths.Paths;
        for (var index = 0; index < found.Length; index++)
        {
            ref var path = ref found[index];
            if (path.Inputs is null || chosen.TryAdd(path.Status.Identity, index))
                continue;
            var other = chosen[path.Status.Identity];
            if (!Merge(ref found[other], ref path))
                chosen[path.Status.Identity] = index;
        }
    }

    /// <summary>Two names of one file: both get all inputs; true when the first name is the better one.</summary>
    private bool Merge(ref FoundPath first, ref FoundPath second)
    {
        var inputs = (first.Inputs ?? none).With(second.Inputs ?? none);
        (first.Inputs, second.Inputs) = (inputs, inputs);
        if (first.IsLink != second.IsLink)
            return second.IsLink;
        var before = files.GetValueOrDefault(first.Status.Identity)?.Path;
        return before == first.Path || (before != second.Path && string.CompareOrdinal(first.Path, second.Path) < 0);
    }

    /// <summary>Makes the list, of the objects of the scan before where nothing has changed.</summary>
    private void Gather()
    {
        var found = paths.Paths;
        var changed = chosen.Count != current.Count;
        foreach (var (identity, index) in chosen)
        {
            var before = files.GetValueOrDefault(identity);
            if (before is not null && IsSame(before, found[index]))
                continue;
            changed = true;
            files[identity] = ToFile(found[index]);
        }

        if (!changed)
            return;
        foreach (var identity in files.Keys.Where(identity => !chosen.ContainsKey(identity)).ToList())
            files.Remove(identity);
        current = [.. files.Values];
    }

    private static bool IsSame(CatalogFile before, in FoundPath found) =>
        before.Stamp == found.Status.Stamp && before.Path == found.Path && before.Inputs == found.Inputs?.Names;

    private static CatalogFile ToFile(in FoundPath found)
    {
        var names = found.Inputs?.Names ?? [];
        return new CatalogFile(found.Path, found.Status.Identity, found.Status.SizeBytes, found.Status.Stamp, names)
        {
            TargetPath = found.IsLink || found.IsNamed ? TargetOf(found.Path) : null,
        };
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The link has changed since it was looked at: the next scan knows more.
            return null;
        }
    }
}
