using System.Diagnostics;
using Dachshund.Matching;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.Trying;

/// <summary>Rules tried on whole files: what they find, in groups, and how long it took.</summary>
internal sealed class Trial(RuleSet rules)
{
    private readonly ChunkMatcher _matcher = new(rules);
    private readonly Dictionary<(string Input, string Rule, string TemplateId), TrialGroup> _groups = [];

    /// <summary>Lines that matched.</summary>
    public long MatchedLines { get; private set; }

    /// <summary>Bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Time spent reading and matching.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>What was found: the severest first, then the most frequent.</summary>
    public IReadOnlyList<TrialGroup> Groups =>
        [.. _groups.Values.OrderByDescending(group => group.Severity).ThenByDescending(group => group.Count).ThenBy(group => group.Rule)];

    /// <summary>Reads to the end.</summary>
    /// <param name="onlyCount">Count lines, group nothing.</param>
    public void Read(ChunkReader reader, string name, bool onlyCount)
    {
        var clock = Stopwatch.StartNew();
        while (reader.TryRead(out var content, out var start))
        {
            Bytes += content.Length;
            if (onlyCount)
                MatchedLines += _matcher.CountMatchingLines(content.Span);
            else
                Add(_matcher.Match(content.Span, start), name);
        }

        Elapsed += clock.Elapsed;
    }

    private void Add(ChunkResult result, string name)
    {
        MatchedLines += result.MatchedLines;
        foreach (var group in result.Groups)
        {
            var key = (group.Input, group.Rule, group.TemplateId);
            _groups[key] = _groups.TryGetValue(key, out var known)
                ? known with { Count = known.Count + group.Count }
                : new TrialGroup(group.Severity, group.Input, group.Rule, group.TemplateId, group.Template, group.Count)
                {
                    File = name,
                    Sample = group.Samples.Length > 0 ? group.Samples[0].Text : "",
                };
        }
    }
}

/// <summary>One group of a trial: it would be one alert.</summary>
internal sealed record TrialGroup(Severity Severity, string Input, string Rule, string TemplateId, string Template, long Count)
{
    /// <summary>Where its first line stands.</summary>
    public string File { get; init; } = "";

    /// <summary>Its first line.</summary>
    public string Sample { get; init; } = "";
}
