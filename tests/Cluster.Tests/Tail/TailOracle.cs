using System.Globalization;

namespace Dachshund.Cluster.Tests.Tail;

/// <summary>
/// Holds what the journal says against every byte that was written: each line that matches is counted once, or lies in bytes that
/// are named as lost, or its content has an excuse: a limit of today, stated where it is given.
/// </summary>
internal sealed class TailOracle
{
    private readonly List<LogContent> _contents;
    private readonly Dictionary<int, (LogContent Content, LogLine Line)> _byNumber;
    private readonly Dictionary<string, LogContent> _byField = [];
    private readonly List<string> _faults = [];

    public TailOracle(IReadOnlyList<LogContent> contents, IReadOnlyList<MatchEntry> matches, IReadOnlyList<MatchEntry> lost)
    {
        _contents = [.. contents];
        _byNumber = _contents.SelectMany(content => content.Lines.Select(line => (content, line))).ToDictionary(pair => pair.line.Number);
        foreach (var line in _byNumber.Values.Select(pair => pair.Line))
        {
            (line.Counted, line.CountedAgain, line.IsNamed) = (0, 0, false);
            line.By.Clear();
        }

        foreach (var entry in matches)
            Count(entry);
        foreach (var entry in lost)
            Name(entry);
    }

    public int Lines => _byNumber.Count;

    public int Named => _byNumber.Values.Count(pair => pair.Line.IsNamed);

    public int Repeats => _byNumber.Values.Sum(pair => pair.Line.CountedAgain);

    public int Excused => _contents.Sum(content => content.Lines.Count(line => IsMissing(line) && IsExcused(content, line)));

    /// <summary>Lines that are missing without a word or an excuse.</summary>
    public IReadOnlyList<string> Missing => [.. _contents
        .Select(content => (content, lines: content.Lines.Where(line => IsMissing(line) && !IsExcused(content, line)).ToArray()))
        .Where(pair => pair.lines.Length > 0)
        .Select(pair => $"{pair.lines.Length} of {pair.content.Lines.Count} lines from {pair.lines[0].Number} on of {pair.content}")];

    /// <summary>What must not be whatever comes: lines counted twice without a mark, entries that count what isn't there.</summary>
    public IReadOnlyList<string> Faults => [.. _faults, .. _byNumber.Values.Where(pair => pair.Line.Counted > 1)
        .Select(pair => $"line {pair.Line.Number} is counted by {string.Join(" and by ", pair.Line.By)}: {pair.Content}")];

    private static bool IsMissing(LogLine line) => line is { Counted: 0, CountedAgain: 0, IsNamed: false };

    private static bool IsExcused(LogContent content, LogLine line) => content.Excuse is not null && line.Offset >= content.ExcusedFrom;

    private void Count(MatchEntry entry)
    {
        var at = entry.FirstSample.IndexOf("number=", StringComparison.Ordinal);
        if (at < 0 || !int.TryParse(entry.FirstSample.AsSpan(at + 7), CultureInfo.InvariantCulture, out var number)
            || !_byNumber.TryGetValue(number, out var first))
        {
            _faults.Add($"an entry has a line that nobody wrote: {entry}");
            return;
        }

        _byField[entry.Field] = first.Content;
        var lines = first.Content.Lines
            .Where(line => line.Rule == first.Line.Rule && line.Offset >= entry.First && line.Offset < entry.End).ToArray();
        if (lines.Length != entry.Count || entry.First != first.Line.Offset)
            _faults.Add($"an entry counts {entry.Count} lines where {lines.Length} are: {entry}");
        foreach (var line in lines)
        {
            line.By.Add($"{entry.Field} {entry.First}-{entry.End}{(entry.Again ? " again" : "")}");
            if (entry.Again)
                line.CountedAgain++;
            else
                line.Counted++;
        }
    }

    /// <summary>A record of lost bytes names the file's generation; which content that was is known by what else came of it.</summary>
    private void Name(MatchEntry entry)
    {
        var inode = ulong.Parse(entry.Field.Split(':')[1], CultureInfo.InvariantCulture);
        var known = _byField.GetValueOrDefault(entry.Field);
        foreach (var content in _contents.Where(content => known is null ? content.Inode == inode : content == known))
        {
            foreach (var line in content.Lines.Where(line => line.Offset >= entry.First && line.Offset < entry.End))
                line.IsNamed = true;
        }
    }
}
