using Dachshund.Matching.Grouping;
using Dachshund.Matching.Masking;
using Dachshund.Matching.Rules;

namespace Dachshund.Matching;

/// <summary>
/// Matches chunks of whole lines against a rule set. A pure function of the bytes: it remembers nothing from one chunk to
/// the next but templates of like lines and buffers: about 200 KB and twice the longest line that a regex saw.
/// Not thread-safe: one per actor.
/// </summary>
public sealed class ChunkMatcher
{
    private readonly RulePlan _plan;
    private readonly LineJudge _judge;
    private readonly GroupTable _groups;
    private readonly TemplateMemory _templates = new();

    /// <summary>Makes a matcher of its own buffers over a shared rule set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public ChunkMatcher(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _plan = rules.Plan;
        _judge = new LineJudge(_plan);
        _groups = new GroupTable(_plan.Rules.Length);
    }

    /// <summary>Finds, judges and groups the matching lines of a chunk.</summary>
    /// <param name="content">
    /// Whole lines, each ended by LF or CR LF; the last may lack it. Below 2 GB; 256 KB to 1 MB is fastest.
    /// </param>
    /// <param name="startOffset">Where the chunk starts in its file, bytes; all offsets of the result count from 0 there.</param>
    public ChunkResult Match(ReadOnlySpan<byte> content, long startOffset)
    {
        _groups.Clear();
        var matched = Scan(content, group: true);
        var groups = GroupReport.Make(_groups, _plan, content, startOffset);
        return new ChunkResult(Lines.Count(content), matched, groups);
    }

    /// <summary>
    /// Counts the lines that at least one rule takes, without grouping them. For one keyword this is <c>grep -c -a -F</c>.
    /// </summary>
    /// <param name="content">As for <see cref="Match"/>; a last line without a line break counts.</param>
    public long CountMatchingLines(ReadOnlySpan<byte> content) => Scan(content, group: false);

    // Hot path: 0 B a line. Between hits all time is spent in the engine; a hit costs its own line only.
    private long Scan(ReadOnlySpan<byte> content, bool group)
    {
        var matched = 0L;
        var start = 0;
        var hit = -1;
        while (start < content.Length)
        {
            if (hit < start) hit = NextHit(content, start);
            if (!_plan.EveryLine)
            {
                if (hit == content.Length) break;
                start += content[start..hit].LastIndexOf((byte)'\n') + 1;
            }

            var from = !_plan.EveryLine ? hit : start;
            var length = content[from..].IndexOf((byte)'\n');
            var end = length < 0 ? content.Length : from + length;
            var line = content[start..end];
            var next = Math.Min(end + 1, content.Length);
            if (_judge.Judge(line, hit < end))
            {
                matched++;
                if (group) Group(line, start, next);
            }

            start = end + 1;
        }

        return matched;
    }

    /// <summary>Where the next literal is, or the content's length when there is none.</summary>
    private int NextHit(ReadOnlySpan<byte> content, int start)
    {
        var hit = _plan.Engine is null ? -1 : _plan.Engine.Find(content, start);
        return hit < 0 ? content.Length : hit;
    }

    private void Group(ReadOnlySpan<byte> line, int start, int end)
    {
        var text = Lines.TrimCarriageReturn(line);
        var template = _templates.HashOf(text);
        foreach (var rule in _judge.Taken) _groups.Add(rule, template, new LineRange(start, text.Length), end);
    }
}
