using System.Globalization;

namespace Dachshund.Actors.FileTail;

/// <summary>What the catalog shows of what is tailed, for the beat to carry. Thread-safe: one writes, anyone reads.</summary>
internal sealed class TailingBoard
{
    private const int ProblemsMax = 10;
    private const int ProblemCharsMax = 300;
    private volatile TailingFacts? _facts;

    /// <summary>What was tailed at the last scan; null before the first.</summary>
    public TailingFacts? Facts
    {
        get => _facts;
        set => _facts = value;
    }

    /// <summary>The facts of the node with those of its files.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> facts)
    {
        if (_facts is not { } tailed)
            return facts;
        var problems = tailed.Problems.Take(ProblemsMax)
            .Select(problem => problem.Length > ProblemCharsMax ? problem[..ProblemCharsMax] : problem);
        return new Dictionary<string, string>(facts)
        {
            ["files"] = tailed.Files.ToString(CultureInfo.InvariantCulture),
            ["lag-bytes"] = tailed.LagBytes.ToString(CultureInfo.InvariantCulture),
            ["problems"] = string.Join('\n', problems),
        };
    }
}
