using System.Globalization;
using System.Text;
using Dachshund.Journal.Appends;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// Decides which troubles of inputs are told: what lasts for <c>offline-after</c> is told once, and once more when all of the
/// input's troubles are over. What was told is the position of a field of its own in the journal, so it is told exactly once
/// whatever dies in between. Pure policy; not thread-safe.
/// </summary>
internal sealed class InputTroubles(TimeSpan after, TimeProvider time)
{
    /// <summary>How many problems of one input are told at a time; more are told as these end.</summary>
    public const int ProblemsMax = 20;

    private readonly Dictionary<string, Dictionary<string, long>> _since = [];
    private readonly Dictionary<string, string> _told = [];
    private readonly Dictionary<string, string> _storedHere = [];

    /// <summary>What the journal says was told of an input.</summary>
    public void Stored(string input, string position)
    {
        if (position == AppendFile.NoPosition)
            _told.Remove(input);
        else
            _told[input] = position;
    }

    /// <summary>The position that the journal should have for an input.</summary>
    public string PositionOf(string input) => _told.GetValueOrDefault(input, AppendFile.NoPosition);

    /// <summary>What is to be told now.</summary>
    /// <param name="problems">The problems of each input that has any, each as one line.</param>
    public IReadOnlyList<TroubleStep> Judge(ILookup<string, string> problems)
    {
        foreach (var gone in _since.Keys.Where(input => !problems.Contains(input)).ToArray())
            _since.Remove(gone);
        var steps = new List<TroubleStep>();
        foreach (var input in _told.Keys.Where(input => !problems.Contains(input)))
            steps.Add(new TroubleStep(input, PositionOf(input), AppendFile.Gone, [], WasStored(input, AppendFile.Gone)));
        foreach (var input in problems)
        {
            if (Begun(input.Key, Lasting(input.Key, input.Distinct())) is { } step)
                steps.Add(step);
        }

        return steps;
    }

    /// <summary>A step is stored.</summary>
    public void Done(TroubleStep step)
    {
        Stored(step.Input, step.After);
        _storedHere[step.Input] = step.Position;
    }

    private List<string> Lasting(string input, IEnumerable<string> problems)
    {
        var now = time.GetTimestamp();
        var before = _since.GetValueOrDefault(input) ?? [];
        var since = _since[input] = problems.ToDictionary(problem => problem, problem => before.GetValueOrDefault(problem, now));
        return [.. since.Where(problem => time.GetElapsedTime(problem.Value, now) >= after)
            .Select(problem => problem.Key).Order(StringComparer.Ordinal).Take(ProblemsMax)];
    }

    private TroubleStep? Begun(string input, List<string> lasting)
    {
        var told = PositionOf(input).Split(',');
        var fresh = lasting.Where(problem => !told.Contains(Mark(problem))).ToArray();
        if (fresh.Length == 0)
            return null;
        // Those that ended leave with the next that begins.
        var position = string.Join(',', lasting.Select(Mark));
        return new TroubleStep(input, PositionOf(input), position, fresh, fresh.Any(problem => WasStored(input, Mark(problem))));
    }

    /// <summary>Whether this process had it stored, so that Redis must have gone back.</summary>
    private bool WasStored(string input, string mark) =>
        _storedHere.TryGetValue(input, out var last) && last.Split(',').Contains(mark);

    /// <summary>A problem in eight characters (FNV-1a of its text): twenty of them fit into a position.</summary>
    private static string Mark(string problem)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(problem))
            hash = (hash ^ octet) * 16777619u;
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
