using Dachshund.Actors.Shard;
using Dachshund.Journal.Streams;

namespace Dachshund.Actors.Tests.Shard;

public sealed class FillMonitorTests
{
    private readonly Dictionary<string, FillLevel> _said = [];

    [Fact]
    public void A_group_is_said_at_half_and_at_the_cap_once_and_again_after_it_went_below_half()
    {
        Assert.Empty(Judge(unread: 499));
        Assert.Equal(new FillStep("slow", FillLevel.Half, 500), Assert.Single(Judge(unread: 500)));
        Assert.Empty(Judge(unread: 700));
        Assert.Equal(FillLevel.Full, Assert.Single(Judge(unread: 950)).Level);
        Assert.Empty(Judge(unread: 600));
        Assert.Empty(Judge(unread: 1000));
        Assert.Null(Assert.Single(Judge(unread: 499)).Level);
        Assert.Single(Judge(unread: 500));
    }

    [Fact]
    public void A_group_that_lost_its_hold_is_said_once_with_what_it_lost_and_forgotten_when_it_is_back()
    {
        Assert.Equal(new FillStep("slow", FillLevel.Expired, 30), Assert.Single(Judge(unread: 1000, lost: 30, expired: true)));
        Assert.Empty(Judge(unread: 100, lost: 900, expired: true));
        Assert.Null(Assert.Single(Judge(unread: 10)).Level);
    }

    [Fact]
    public void A_group_that_was_forgotten_is_forgotten()
    {
        _said["gone"] = FillLevel.Full;
        Assert.Equal(new FillStep("gone", null, 0), Assert.Single(Judge(unread: 0)));
        Assert.Empty(_said);
    }

    private IReadOnlyList<FillStep> Judge(long unread, long lost = 0, bool expired = false)
    {
        var cursor = new StoredCursor("slow", "1-1", 5000 - unread - lost, 0, expired);
        var steps = FillMonitor.Judge(new PartitionLag(0, 5000, unread, [cursor]), _said, 1000);
        foreach (var step in steps)
        {
            if (step.Level is { } level)
                _said[step.Group] = level;
            else
                _said.Remove(step.Group);
        }

        return steps;
    }
}
