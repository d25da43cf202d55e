using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests.TestKit;

public class FakeTimeTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_with_the_clock_at_each()
    {
        var time = new FakeTime();
        var (start, fired) = (time.GetUtcNow(), new List<(string, TimeSpan)>());
        void Set(string name, int seconds) =>
            time.CreateTimer(_ => fired.Add((name, time.GetUtcNow() - start)), null, s_second * seconds, Timeout.InfiniteTimeSpan);
        Set("late", 3);
        Set("early", 1);
        Set("early too", 1);
        Set("never", 10);
        time.Advance(s_second * 5);
        Assert.Equal([("early", s_second), ("early too", s_second), ("late", s_second * 3)], fired);
        Assert.Equal(start + (s_second * 5), time.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_each_period_on_the_way()
    {
        var time = new FakeTime();
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, s_second, s_second * 2);
        time.Advance(s_second * 6);
        Assert.Equal(3, fired);
        timer.Dispose();
        time.Advance(s_second * 6);
        Assert.Equal((3, 0), (fired, time.ActiveTimers));
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_in_the_same_advance()
    {
        var time = new FakeTime();
        var fired = false;
        time.CreateTimer(
            _ => time.CreateTimer(_ => fired = true, null, s_second, Timeout.InfiniteTimeSpan), null, s_second, Timeout.InfiniteTimeSpan);
        time.Advance(s_second * 2);
        Assert.True(fired);
    }

    [Fact]
    public void A_timer_can_be_changed_and_not_after_its_disposal()
    {
        var time = new FakeTime();
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, s_second, Timeout.InfiniteTimeSpan);
        Assert.True(timer.Change(s_second * 3, Timeout.InfiniteTimeSpan));
        time.Advance(s_second * 2);
        Assert.Equal(0, fired);
        time.Advance(s_second);
        Assert.Equal(1, fired);
        timer.Dispose();
        Assert.False(timer.Change(s_second, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task Delays_timeouts_and_cancellations_go_by_it()
    {
        var time = new FakeTime();
        var delay = Task.Delay(s_second, time);
        using var cancel = new CancellationTokenSource(s_second * 2, time);
        var wait = new TaskCompletionSource().Task.WaitAsync(s_second * 3, time);
        time.Advance(s_second);
        Assert.Equal((true, false, false), (delay.IsCompleted, cancel.IsCancellationRequested, wait.IsCompleted));
        time.Advance(s_second);
        Assert.Equal((true, false), (cancel.IsCancellationRequested, wait.IsCompleted));
        time.Advance(s_second);
        await Assert.ThrowsAsync<TimeoutException>(() => wait);
    }

    [Fact]
    public void Timestamps_follow_advances_and_not_jumps_of_the_wall_clock()
    {
        var time = new FakeTime();
        var (stamp, wall) = (time.GetTimestamp(), time.GetUtcNow());
        time.JumpWallClock(-s_second * 100);
        Assert.Equal((TimeSpan.Zero, -s_second * 100), (time.GetElapsedTime(stamp), time.GetUtcNow() - wall));
        time.Advance(s_second);
        Assert.Equal(s_second, time.GetElapsedTime(stamp));
    }

    [Fact]
    public async Task One_can_wait_until_a_timer_is_set()
    {
        var time = new FakeTime();
        var waiting = time.WaitForTimersAsync(1, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        var delay = Task.Run(() => Task.Delay(s_second, time));
        await waiting;
        Assert.Equal(s_second, time.NextDue);
        Assert.Equal(s_second, time.AdvanceToNext(s_second * 5));
        await delay;
        Assert.Null(time.AdvanceToNext(s_second));
    }
}
