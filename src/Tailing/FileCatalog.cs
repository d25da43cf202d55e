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
    private Dictionary<FileIdentity, CatalogFile> files = [];
    private Dictionary<FileIdentity, CatalogFile> previous = [];

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
    /// links leads to it. In no particular order.</summary>
    public IReadOnlyList<CatalogFile> Scan()
    {
        paths.Clear();
        var round = new ScanRound(paths, options, none);
        foreach (var problem in patternProblems)
            round.Report(problem);
        foreach (var (pattern, input) in patterns)
            round.Walk(pattern, input);

        Folders = [.. round.Folders];
        Problems = [.. round.Problems];
        return Gather();
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
            patternProblems.Add(new CatalogProblem(path, "is not a path", "name a file, a folder or a glob"));
        else if (!Braces.TryExpand(path, expanded))
            patternProblems.Add(new CatalogProblem(
                path, $"stands for more than {Braces.PatternsMax} patterns", "use fewer braces"));
        else
            patterns.AddRange(expanded.Select(text => (GlobPattern.Parse(path, text, options.BaseFolder), input)));
    }

    private List<CatalogFile> Gather()
    {
        (files, previous) = (previous, files);
        files.Clear();
        var chosen = new Dictionary<FileIdentity, int>(previous.Count);
        var found = paths.Paths;
        for (var index = 0; index < found.Length; index++)
        {
            ref var path = ref found[index];
            if (path.Inputs is null)
                continue;
            if (!chosen.TryGetValue(path.Status.Identity, out var other))
                chosen.Add(path.Status.Identity, index);
            else
                chosen[path.Status.Identity] = Merge(ref found[other], ref path) ? other : index;
        }

        var list = new List<CatalogFile>(chosen.Count);
        foreach (var (identity, index) in chosen)
        {
            var file = ToFile(found[index]);
            files.Add(identity, file);
            list.Add(file);
        }

        return list;
    }

    /// <summary>Two names of one file: both get all inputs; true when the first name is the better one.</summary>
    private bool Merge(ref FoundPath first, ref FoundPath second)
    {
        var inputs = (first.Inputs ?? none).With(second.Inputs ?? none);
        (first.Inputs, second.Inputs) = (inputs, inputs);
        if (first.IsLink != second.IsLink)
            return second.IsLink;
        if (previous.TryGetValue(first.Status.Identity, out var before) && before.Path == second.Path)
            return false;
        return before?.Path == first.Path || string.CompareOrdinal(first.Path, second.Path) < 0;
    }

    private CatalogFile ToFile(in FoundPath found)
    {
        var names = found.Inputs is null ? ImmutableArray<string>.Empty : found.Inputs.Names;
        var status = found.Status;
        return previous.TryGetValue(status.Identity, out var before)
            && before.Stamp == status.Stamp && before.Path == found.Path && before.Inputs == names
            ? before
            : new CatalogFile(found.Path, status.Identity, status.SizeBytes, status.Stamp, names);
    }
}
