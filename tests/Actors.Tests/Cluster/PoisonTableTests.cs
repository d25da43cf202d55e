using Dachshund.Actors.Cluster;

namespace Dachshund.Actors.Tests.Cluster;

public sealed class PoisonTableTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void A_fold_that_fails_once_or_twice_is_tried_again_and_the_third_failure_is_the_last()
    {
        var calls = 0;
        Assert.Null(PoisonTable.TryFold(() =>
        {
            if (++calls < 3)
                throw new InvalidOperationException("not yet");
        }));
        Assert.Equal(3, calls);
        Assert.Contains("always", PoisonTable.TryFold(() => throw new InvalidOperationException("always")), StringComparison.Ordinal);
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
