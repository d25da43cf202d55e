using Dachshund.Actors.Cluster;

namespace Dachshund.Actors.Tests.Cluster;

public sealed class PoisonTableTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void What_is_of_no_known_form_is_set_aside_at_once_and_any_other_failure_after_the_third_time()
    {
        var form = PoisonTable.TryFold(() => throw new FormatException("no form"));
        Assert.Equal(new FoldFailure("no form", IsForm: true), form);
        var other = PoisonTable.TryFold(() => throw new InvalidOperationException("not yet"));
        Assert.False(other?.IsForm);
        Assert.Null(PoisonTable.TryFold(() => { }));

        var failed = new FailedItem();
        failed.Note("1-0", "a");
        failed.Note("1-0", "b");
        Assert.Null(failed.GivenUp("1-0"));
        failed.Note("2-0", "another one is counted anew");
        failed.Note("1-0", "a");
        failed.Note("1-0", "b");
        failed.Note("1-0", "c");
        Assert.Equal("c", failed.GivenUp("1-0"));
        Assert.Null(failed.GivenUp("2-0"));
        failed.GiveUp("3-0", "too big");
        Assert.Equal("too big", failed.GivenUp("3-0"));
    }

    [Fact]
    public void What_is_set_aside_is_alerted_at_once_then_once_an_hour_with_all_that_came_meanwhile()
    {
        var table = new PoisonTable();
        Assert.Equal(2, table.Count(2, Hour, "h", "shard-0", "bad")?.Count);
        Assert.Null(table.Count(3, Hour + 1000, "h", "shard-0", "bad"));
        Assert.Equal(4, table.Count(1, (2 * Hour) + 1000, "h", "shard-0", "bad")?.Count);
        Assert.Null(table.Count(0, 9 * Hour, "h", "shard-0", ""));
    }

    [Fact]
    public void The_hour_survives_a_new_owner()
    {
        var before = new PoisonTable();
        before.Count(1, Hour, "h", "shard-0", "bad");
        before.Count(1, Hour + 1, "h", "shard-0", "bad");
        var stored = before.Changes("key").ToDictionary(write => write.Field, write => write.Value);
        var after = new PoisonTable();
        after.Load(stored);
        Assert.Equal(1, after.Unsaid);
        Assert.Null(after.Count(1, Hour + 2, "h", "shard-0", "bad"));
        Assert.Equal(3, after.Count(1, 3 * Hour, "h", "shard-0", "bad")?.Count);
    }
}
