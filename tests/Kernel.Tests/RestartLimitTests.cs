using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class RestartLimitTests
{
    private static async Task<(TestSystem Test, IActorRef Parent, TestProbe Probe)> StartAsync(SupervisorStrategy strategy)
    {
        var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var parent = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Strategy = strategy;
            actor.Started = () => actor.Around.ActorOf(Scripted.Reporting(probe.Ref), "child");
            actor.OnAny(message => actor.Around.Child("child")?.Tell(message));
        }));
        await probe.TakeAsync(2);
        probe.Ignore(message => message is "new" or "PostStop");
        return (test, parent, probe);
    }

    [Fact]
    public async Task One_restart_too_many_within_the_window_stops_the_child()
    {
        var (test, parent, _) = await StartAsync(new OneForOneStrategy(2, TimeSpan.FromMinutes(1)));
        await using var end = test;
        for (var failure = 0; failure < 2; failure++)
            parent.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Equal(2, test.NodeOf(parent)!.Children[0].Restarts);
        parent.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Empty(test.NodeOf(parent)!.Children);
    }

    [Fact]
    public async Task Restarts_outside_the_window_do_not_count()
    {
        var (test, parent, _) = await StartAsync(new OneForOneStrategy(1, TimeSpan.FromMinutes(1)));
        await using var end = test;
        for (var failure = 0; failure < 3; failure++)
        {
            parent.Tell(new InvalidOperationException());
            await test.AdvanceAsync(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(3, test.NodeOf(parent)!.Children[0].Restarts);
    }

    [Fact]
    public async Task One_restart_too_many_can_escalate()
    {
        var (test, parent, _) = await StartAsync(new OneForOneStrategy(0) { WhenExhausted = Directive.Escalate });
        await using var end = test;
        parent.Tell(new InvalidOperationException("boom"));
        await test.SettleAsync();
        Assert.Equal((1, "InvalidOperationException: boom"), (test.NodeOf(parent)!.Restarts, test.NodeOf(parent)!.LastError));
    }

    [Fact]
    public async Task All_for_one_counts_the_restarts_of_the_group()
    {
        await using var test = TestSystem.Stepped();
        var parent = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Strategy = new AllForOneStrategy(1);
            actor.Started = () =>
            {
                foreach (var name in new[] { "a", "b" })
                    actor.Around.ActorOf(Scripted.Props(child => child.On<Exception>(failure => throw failure)), name);
            };
            actor.On<string>(name => actor.Around.Child(name)?.Tell(new InvalidOperationException()));
        }));
        parent.Tell("a");
        await test.SettleAsync();
        Assert.Equal(2, test.NodeOf(parent)!.Children.Length);
        parent.Tell("b");
        await test.SettleAsync();
        Assert.Empty(test.NodeOf(parent)!.Children);
    }

    [Fact]
    public async Task Backoff_doubles_up_to_its_maximum_and_starts_again_after_quiet()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), 0) { ResetAfter = TimeSpan.FromSeconds(10) };
        var (test, parent, probe) = await StartAsync(new OneForOneStrategy(backoff: backoff));
        await using var end = test;
        foreach (var seconds in new[] { 1, 2, 4, 4 })
        {
            parent.Tell(new InvalidOperationException());
            await probe.ExpectNoneAsync(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            await probe.ExpectEqualAsync("PreStart", TimeSpan.FromTicks(1));
        }

        await test.AdvanceAsync(TimeSpan.FromSeconds(10));
        parent.Tell(new InvalidOperationException());
        await probe.ExpectEqualAsync("PreStart", TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_random_part_of_a_backoff_stays_within_its_factor()
    {
        var (test, parent, probe) = await StartAsync(
            new OneForOneStrategy(backoff: new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0.5)));
        await using var end = test;
        var delays = new HashSet<TimeSpan>();
        for (var failure = 0; failure < 20; failure++)
        {
            var failed = test.Time.GetUtcNow();
            parent.Tell(new InvalidOperationException());
            await probe.ExpectEqualAsync("PreStart", TimeSpan.FromSeconds(1.5));
            delays.Add(test.Time.GetUtcNow() - failed);
        }

        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5)));
        Assert.True(delays.Count > 10, "the delays are all the same");
    }

    [Fact]
    public async Task A_child_keeps_its_mailbox_during_the_backoff()
    {
        var (test, parent, probe) = await StartAsync(
            new OneForOneStrategy(backoff: new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0)));
        await using var end = test;
        parent.Tell(new InvalidOperationException());
        parent.Tell(1);
        parent.Tell(2);
        await probe.ExpectNoneAsync();
        var child = test.NodeOf(parent)!.Children[0];
        Assert.Equal((2, true), (child.MailboxDepth, child.Suspended));
        Assert.Equal("PreStart", (await probe.TakeAsync(1, TimeSpan.FromSeconds(1)))[0]);
        Assert.Equal([1, 2], await probe.TakeAsync(2));
    }

    [Fact]
    public async Task A_child_can_be_stopped_during_the_backoff()
    {
        var (test, parent, probe) = await StartAsync(
            new OneForOneStrategy(backoff: new Backoff(TimeSpan.FromHours(1), TimeSpan.FromHours(1))));
        await using var end = test;
        parent.Tell(new InvalidOperationException());
        parent.Tell(1);
        await test.SettleAsync();
        test.System.Stop(parent);
        await test.SettleAsync();
        Assert.Null(test.NodeOf(parent));
        Assert.Equal((1, 0), (test.System.DeadLetterCount, test.Time.ActiveTimers));
        await probe.ExpectNoneAsync(TimeSpan.FromHours(2));
    }
}
