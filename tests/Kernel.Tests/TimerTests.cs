using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class TimerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>Runs what it is told, tells the rest to the probe.</summary>
    private static IActorRef Timed(TestSystem test, TestProbe probe, Action<Scripted>? started = null) =>
        test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => started?.Invoke(actor);
            actor.On<Action<Scripted>>(action => action(actor));
            actor.On<Exception>(failure => throw failure);
            actor.OnAny(message => probe.Ref.Tell(message));
        }));

    private static void Do(IActorRef actor, Action<Scripted> action) => actor.Tell(action);

    [Fact]
    public async Task A_single_timer_ticks_once()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = Timed(test, probe, actor => actor.Clock.StartSingleTimer("k", "tick", s_second));
        await probe.ExpectNoneAsync(s_second - TimeSpan.FromTicks(1));
        await probe.ExpectEqualAsync("tick", TimeSpan.FromTicks(1));
        Do(actor, scripted => probe.Ref.Tell(scripted.Clock.IsActive("k")));
        await probe.ExpectEqualAsync(false);
        await probe.ExpectNoneAsync(s_second * 10);
    }

    [Fact]
    public async Task A_single_timer_without_delay_ticks_at_once()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        Timed(test, probe, actor => actor.Clock.StartSingleTimer("k", "tick", TimeSpan.Zero));
        await probe.ExpectEqualAsync("tick");
    }

    [Fact]
    public async Task A_periodic_timer_ticks_each_interval_until_cancelled()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = Timed(test, probe, actor => actor.Clock.StartPeriodicTimer("k", "tick", s_second));
        await test.AdvanceAsync(s_second * 3.5);
        Assert.Equal(3, probe.Waiting);
        await probe.TakeAsync(3);
        Do(actor, scripted => scripted.Clock.Cancel("k"));
        await probe.ExpectNoneAsync(s_second * 5);
    }

    [Fact]
    public async Task The_same_key_replaces_the_timer()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        Timed(test, probe, actor =>
        {
            actor.Clock.StartSingleTimer("k", "old", s_second);
            actor.Clock.StartSingleTimer("k", "new", s_second * 2);
            actor.Clock.StartSingleTimer("other", "other", s_second * 3);
        });
        await probe.ExpectEqualAsync("new", s_second * 2);
        await probe.ExpectEqualAsync("other", s_second);
    }

    [Fact]
    public async Task A_cancelled_tick_that_is_in_the_mailbox_is_not_delivered()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () =>
            {
                actor.Clock.StartSingleTimer("cancelled", "cancelled", s_second);
                actor.Clock.StartSingleTimer("replaced", "old", s_second);
            };
            actor.OnAsync<int>(async _ =>
            {
                await gate.Task;
                actor.Clock.Cancel("cancelled");
                actor.Clock.StartSingleTimer("replaced", "new", s_second);
            });
            actor.OnAny(message => probe.Ref.Tell(message));
        }));
        actor.Tell(1);
        await test.AdvanceAsync(s_second);
        Assert.Equal(2, test.NodeOf(actor)!.MailboxDepth);
        gate.SetResult();
        await probe.ExpectNoneAsync();
        await probe.ExpectEqualAsync("new", s_second);
    }

    [Fact]
    public async Task A_restart_cancels_timers_and_their_late_ticks()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Replaced = _ => { };
            actor.Started = () => actor.Clock.StartPeriodicTimer("k", "tick", s_second);
            actor.OnAsync<int>(async _ =>
            {
                await gate.Task;
                throw new InvalidOperationException();
            });
            actor.OnAny(message => probe.Ref.Tell(message));
        }));
        actor.Tell(1);
        await test.AdvanceAsync(s_second);
        gate.SetResult();
        await probe.ExpectNoneAsync(s_second * 3);
        Assert.Equal((1, 0), (test.NodeOf(actor)!.Restarts, test.Time.ActiveTimers));
    }

    [Fact]
    public async Task A_stop_cancels_timers_without_dead_letters()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = Timed(test, probe, actor => actor.Clock.StartPeriodicTimer("k", "tick", s_second));
        await test.SettleAsync();
        test.System.Stop(actor);
        await probe.ExpectNoneAsync(s_second * 3);
        Assert.Equal((0, 0), (test.System.DeadLetterCount, test.Time.ActiveTimers));
    }

    [Fact]
    public async Task Ticks_of_one_timer_do_not_pile_up()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Clock.StartPeriodicTimer("k", "tick", s_second);
            actor.OnAsync<int>(async _ => await gate.Task);
            actor.OnAny(message => probe.Ref.Tell(message));
        }).WithMailbox(new MailboxOptions { Capacity = 1 }));
        actor.Tell(1);
        await test.SettleAsync();
        actor.Tell("full");
        await test.AdvanceAsync(s_second * 10);
        Assert.Equal(2, test.NodeOf(actor)!.MailboxDepth);
        gate.SetResult();
        Assert.Equal(["full", "tick"], await probe.TakeAsync(2));
        await probe.ExpectEqualAsync("tick", s_second);
    }

    [Fact]
    public async Task A_tick_can_be_stashed()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Clock.StartSingleTimer("k", "tick", s_second);
            actor.On<string>(_ => actor.Aside.Stash());
            actor.On<int>(_ =>
            {
                actor.Aside.UnstashAll();
                actor.Switch(() => actor.OnAny(message => probe.Ref.Tell(message)));
            });
        }));
        await test.AdvanceAsync(s_second);
        actor.Tell(1);
        await probe.ExpectEqualAsync("tick");
    }

    [Fact]
    public async Task A_receive_timeout_slides_and_repeats()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = Timed(test, probe, actor => actor.Around.SetReceiveTimeout(s_second));
        await test.AdvanceAsync(s_second * 0.9);
        actor.Tell("activity");
        await probe.ExpectEqualAsync("activity");
        await probe.ExpectNoneAsync(s_second * 0.99);
        await probe.ExpectAsync<ReceiveTimeout>(s_second * 0.01);
        await probe.ExpectAsync<ReceiveTimeout>(s_second);
        Do(actor, scripted => scripted.Around.SetReceiveTimeout(null));
        await probe.ExpectNoneAsync(s_second * 5);
    }

    private sealed record Quiet : INotInfluenceReceiveTimeout;

    [Fact]
    public async Task Some_messages_do_not_count_for_the_receive_timeout()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = Timed(test, probe, actor => actor.Around.SetReceiveTimeout(s_second));
        await test.AdvanceAsync(s_second * 0.9);
        actor.Tell(new Quiet());
        await probe.ExpectAsync<Quiet>();
        await probe.ExpectAsync<ReceiveTimeout>(s_second * 0.1);
    }

    [Fact]
    public async Task A_restart_ends_the_receive_timeout()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = Timed(test, probe);
        Do(actor, scripted => scripted.Around.SetReceiveTimeout(s_second));
        actor.Tell(new InvalidOperationException());
        await probe.ExpectNoneAsync(s_second * 3);
    }
}
