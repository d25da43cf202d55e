using Dachshund.Actors.Cluster;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.Cluster;

public sealed class NodeSessionTests
{
    [Fact]
    public void A_holder_acts_until_two_thirds_of_the_lease_since_its_last_good_beat_was_sent()
    {
        var time = new FakeTime();
        var session = new NodeSession("hound", "1", TimeSpan.FromSeconds(6), time);
        Assert.False(session.MayAct);

        var sent = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        session.BeatSucceeded(sent);
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.True(session.MayAct);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(session.MayAct);

        session.BeatSucceeded(time.GetTimestamp());
        Assert.True(session.MayAct);
    }
}
