using System.Collections.Concurrent;
using System.Globalization;
using Dachshund.Actors.DropFolder;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// What the catalog shows of what is tailed, and each drop folder's actor of its files, for the beat to carry. Thread-safe.
/// </summary>
internal sealed class TailingBoard
{
    private const int ProblemsMax = 10;
    private const int ProblemCharsMax = 300;
    private readonly ConcurrentDictionary<string, DropFacts> _drops = new();
    private volatile TailingFacts? _facts;
    private volatile string? _journalWaits;

    /// <summary>What was tailed at the last scan; null before the first.</summary>
    public TailingFacts? Facts
    {
        get => _facts;
        set => _facts = value;
    }

    /// <summary>Why the journal's writer can't append what it has; null while it can.</summary>
    public string? JournalWaits
    {
        get => _journalWaits;
        set => _journalWaits = value;
    }

    /// <summary>Whether every drop folder that is shown is past its very first start.</summary>
    public bool AreDropsStarted => _drops.Values.All(drop => drop.IsStarted);

    /// <summary>What can't be read in drop folders.</summary>
    public IEnumerable<string> DropProblems =>
        _drops.OrderBy(drop => drop.Key, StringComparer.Ordinal).SelectMany(drop => drop.Value.Problems);

    /// <summary>Shows a drop folder.</summary>
    public void Show(string folder, DropFacts facts) => _drops[folder] = facts;

    /// <summary>The facts of the node with those of its files.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> facts)
    {
        if (_facts is not { } tailed)
            return facts;
        var problems = tailed.Problems.Concat(DropProblems).Take(ProblemsMax)
            .Select(problem => problem.Length > ProblemCharsMax ? problem[..ProblemCharsMax] : problem);
        return new Dictionary<string, string>(facts)
        {
            ["files"] = tailed.Files.ToString(CultureInfo.InvariantCulture),
            ["lag-bytes"] = tailed.LagBytes.ToString(CultureInfo.InvariantCulture),
            ["drop-files"] = _drops.Values.Sum(drop => drop.Files).ToString(CultureInfo.InvariantCulture),
            ["problems"] = string.Join('\n', problems),
        };
    }
}
