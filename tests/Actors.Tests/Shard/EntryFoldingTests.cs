using System.Collections.Immutable;
using Dachshund.Actors.Matcher;
using Dachshund.Actors.Shard;
using Dachshund.Journal.Entries;

namespace Dachshund.Actors.Tests.Shard;

public sealed class EntryFoldingTests
{
    [Fact]
    public void Entries_of_one_problem_and_host_become_one_notice_with_all_their_counts()
    {
        var folding = new EntryFolding();
        folding.Fold(Entry("a", "t1", 3, 100), again: false);
        folding.Fold(Entry("a", "t2", 5, 50), again: false);
        folding.Fold(Entry("a", "t1", 4, 70), again: false);
        folding.Fold(Entry("b", "t1", 1, 10), again: false);

        Assert.Equal(
            [("a", "t1", 7L), ("a", "t2", 5L), ("b", "t1", 1L)],
            folding.Notices.Select(notice => (notice.Host, notice.TemplateId, notice.Count)));
        Assert.Equal((70L, 100L), (folding.Notices[0].FirstTimeMs, folding.Notices[0].LastTimeMs));
    }

    [Fact]
    public void What_may_have_been_told_before_is_never_added_to_what_was_not()
    {
        var folding = new EntryFolding();
        folding.Fold(Entry("a", "t", 1, 1), again: false);
        folding.Fold(Entry("a", "t", 2, 1), again: true);
        folding.Fold(Entry("a", "t", 4, 1) with { Again = true }, again: false);

        Assert.Equal([(false, 1L), (true, 6L)], folding.Notices.Select(notice => (notice.Again, notice.Count)));
    }

    [Fact]
    public void What_begins_and_what_ends_keep_their_order()
    {
        var begins = Condition(EntryCondition.Begins);
        var folding = new EntryFolding();
        foreach (var entry in new[] { begins, Condition(EntryCondition.Ends), begins })
            folding.Fold(entry, again: false);
        Assert.Equal([(true, false), (false, true), (true, false)], folding.Notices.Select(notice => (notice.Ongoing, notice.Over)));
    }

    [Fact]
    public void Files_of_a_task_become_one_notice_with_their_task()
    {
        var labels = ImmutableSortedDictionary<string, string>.Empty.Add("task", "backup");
        var file = Entry("a", "", 1, 1) with
        {
            Kind = "drop-file", Input = "drops", Rule = "backup", Labels = labels, Path = "/drop/backup.err",
            Samples = [new EntrySample(0, 3, "one"), new EntrySample(50, 3, "two")],
        };
        var folding = new EntryFolding();
        folding.Fold(file, again: false);
        folding.Fold(file, again: false);
        var notice = Assert.Single(folding.Notices);
        Assert.Equal(("drop-file", "drops", "backup", 2L), (notice.Kind, notice.Input, notice.Rule, notice.Count));
        Assert.Equal("backup", notice.Labels["task"]);
        Assert.Equal([("/drop/backup.err", 0L), ("/drop/backup.err", 50L)], notice.Samples.Take(2).Select(sample => (sample.Path, sample.Offset)));
    }

    private static JournalEntry Condition(string what) => Entry("a", "", 1, 1) with
    {
        Kind = "input",
        Data = ImmutableSortedDictionary<string, string>.Empty.Add(EntryCondition.Key, what),
    };

    private static JournalEntry Entry(string host, string template, long count, long timeMs) => new()
    {
        Kind = "match",
        Host = host,
        Input = "app",
        Rule = "app",
        Severity = "error",
        TemplateId = template,
        Count = count,
        FirstTime = timeMs,
        LastTime = timeMs,
    };
}
