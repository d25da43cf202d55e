using System.Text;
using Dachshund.Actors.AlertRouter;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.AlertRouter;

public sealed class RouterClockTests
{
    [Fact]
    public void It_goes_on_from_where_it_was_stored_however_long_nobody_routed()
    {
        var time = new FakeTime();
        var clock = new RouterClock(time);
        clock.Load(Encoding.ASCII.GetBytes("5000"));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(7000, clock.NowMs);
        var stored = clock.Store();

        time.Advance(TimeSpan.FromHours(8));
        var next = new RouterClock(time);
        next.Load(stored);
        Assert.Equal(7000, next.NowMs);
    }
}
