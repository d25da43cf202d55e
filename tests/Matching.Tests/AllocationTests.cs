using System.Text;

namespace Dachshund.Matching.Tests;

public sealed class AllocationTests
{
    public static TheoryData<string, RuleDefinition[]> Sets { get; } = new()
    {
        { "one keyword", [Some.Rule() with { Keywords = ["ERROR"] }] },
        { "defaults", [Some.Rule() with { Keywords = DefaultKeywords.All }] },
        { "any case", [Some.Rule() with { Keywords = DefaultKeywords.All, IgnoreCase = true }] },
        { "500 keywords", [Some.Rule() with { Keywords = [.. Enumerable.Range(0, 500).Select(i => $"code {i:x8}"), "ERROR"] }] },
        { "rules", [Some.Rule() with { Keywords = ["ERROR"], Exclude = ["^never$"] }, Some.Rule("w", "b") with { Keywords = ["job"] }] },
        { "regex", [Some.Rule() with { Regex = [@"ERROR.*\d"] }, Some.Rule("w", "b") with { Regex = [@"\bjob\b"] }] },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Line_costs_no_allocation_whether_it_matches_or_not(string about, RuleDefinition[] rules)
    {
        var matcher = new ChunkMatcher(RuleSet.Compile(rules));
        var (quietFew, loudFew) = (Lines(10, "INFO"), Lines(10, "ERROR"));
        var (quiet, loud) = (Lines(4000, "INFO"), Lines(4000, "ERROR"));

        Assert.True(matcher.CountMatchingLines(loud) >= 4000, about);
        Assert.Equal(0, Allocated(() => matcher.CountMatchingLines(quiet)));
        Assert.Equal(0, Allocated(() => matcher.CountMatchingLines(loud)));

        // A chunk's result is allocated: as much for many lines of a group as for few.
        Assert.Equal(Allocated(() => matcher.Match(quietFew, 0)), Allocated(() => matcher.Match(quiet, 0)));
        Assert.Equal(Allocated(() => matcher.Match(loudFew, 0)), Allocated(() => matcher.Match(loud, 0)));
    }

    private static long Allocated(Action action)
    {
        // The least of several: first runs fill caches (regex automata, grown buffers), and the runtime has business of its own.
        var least = long.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static byte[] Lines(int count, string level)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append("2026-01-02 03:04:05 ").Append(level).Append(" job ").Append(10_000 + i).Append(" of 10.0.0.1\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
