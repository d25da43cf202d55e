using System.Globalization;

namespace Dachshund.Actors.FileTail;

/// <summary>What the catalog shows of what is tailed, for the beat to carry. Thread-safe: one writes, anyone reads.</summary>
internal sealed class TailingBoard
{
    private const int ProblemsMax = 10;
    private const int ProblemCharsMax = 300;
    private volatile TailingStatus? _status;

    /// <summary>What was tailed at the last scan.</summary>
    public TailingStatus? Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>The facts of the node with those of its files.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> facts)
    {
        if (_status is not { } status)
            return facts;
        var lag = status.Files.Sum(file => Math.Max(0, file.SizeBytes - file.StoredBytes));
        var problems = status.Problems.Take(ProblemsMax)
            .Select(problem => problem.Length > ProblemCharsMax ? problem[..ProblemCharsMax] : problem);
        return new Dictionary<string, string>(facts)
        {
            ["files"] = status.Files.Length.ToString(CultureInfo.InvariantCulture),
            ["lag-bytes"] = lag.ToString(CultureInfo.InvariantCulture),
            ["problems"] = string.Join('\n', problems),
        };
    }
}
