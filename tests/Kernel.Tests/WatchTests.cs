using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class WatchTests
{
    [Fact]
    public async Task A_watcher_is_told_of_a_stop_and_not_of_a_restart()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<Exception>(failure => throw failure)));
        probe.Watch(actor);
        actor.Tell(new InvalidOperationException());
        await probe.ExpectNoneAsync();
        test.System.Stop(actor);
        await probe.ExpectTerminatedAsync(actor);
        await probe.ExpectNoneAsync();
    }

    [Fact]
    public async Task A_watcher_is_told_of_one_that_is_dead_already()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(_ => { }));
        test.System.Stop(actor);
        await test.SettleAsync();
        probe.Watch(actor);
        await probe.ExpectTerminatedAsync(actor);
        probe.Watch(test.System.DeadLetters);
        await probe.ExpectTerminatedAsync(test.System.DeadLetters);
    }

    [Fact]
    public async Task Watching_twice_tells_once()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(_ => { }));
        probe.Watch(actor);
        probe.Watch(actor);
        test.System.Stop(actor);
        await probe.ExpectTerminatedAsync(actor);
        await probe.ExpectNoneAsync();
    }

    [Fact]
    public async Task Unwatch_holds_back_what_waits_in_the_mailbox()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var watched = test.ActorOf(Scripted.Props(_ => { }));
        var gate = new TaskCompletionSource();
        var watcher = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Around.Watch(watched);
            actor.OnAsync<string>(async _ =>
            {
                await gate.Task;
                actor.Around.Unwatch(watched);
            });
            actor.OnAny(message => probe.Ref.Tell(message));
        }));
        watcher.Tell("unwatch");
        await test.SettleAsync();
        test.System.Stop(watched);
        await test.SettleAsync();
        Assert.Equal(1, test.NodeOf(watcher)!.MailboxDepth);
        gate.SetResult();
        watcher.Tell("end");
        watcher.Tell(1);
        await probe.ExpectEqualAsync(1);
    }

    [Fact]
    public async Task The_end_comes_after_all_that_was_told_before_it()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<string>(_ =>
            {
                probe.Ref.Tell("last words");
                actor.Around.Stop(actor.Me);
            });
            actor.Stopped = () => probe.Ref.Tell("from PostStop");
        }));
        probe.Watch(actor);
        actor.Tell("x");
        Assert.Equal(["last words", "from PostStop"], await probe.TakeAsync(2));
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task An_end_that_is_not_handled_breaks_the_death_pact()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var watched = test.ActorOf(Scripted.Props(_ => { }));
        var watcher = test.ActorOf(Scripted.Props(actor => actor.Started = () => actor.Around.Watch(watched)));
        probe.Watch(watcher);
        test.System.Stop(watched);
        await probe.ExpectTerminatedAsync(watcher);
        Assert.Contains(test.Log.Lines, line => line.Exception is DeathPactException);
    }

    [Fact]
    public async Task A_full_mailbox_does_not_lose_an_end()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var watched = test.ActorOf(Scripted.Props(_ => { }));
        var gate = new TaskCompletionSource();
        var watchers = new List<IActorRef>();
        foreach (var whenFull in Enum.GetValues<FullMailbox>())
        {
            var watcher = test.ActorOf(Scripted.Props(actor =>
            {
                actor.Started = () => actor.Around.Watch(watched);
                actor.OnAsync<string>(async _ => await gate.Task);
                actor.On<Terminated>(terminated => probe.Ref.Tell(terminated.Actor));
                actor.OnAny(message => probe.Ref.Tell(message));
            }).WithMailbox(new MailboxOptions { Capacity = 2, WhenFull = whenFull }));
            watchers.Add(watcher);
            watcher.Tell("wait");
            await test.SettleAsync();
            watcher.Tell(1);
            watcher.Tell(2);
        }

        test.System.Stop(watched);
        await test.SettleAsync();
        foreach (var watcher in watchers)
        {
            for (var number = 3; number < 10; number++)
                watcher.Tell(number);
        }

        gate.SetResult();
        await probe.FishAsync<IActorRef>(actor => actor == watched);
        await probe.FishAsync<IActorRef>(actor => actor == watched);
    }

    [Fact]
    public async Task Watches_outlive_a_restart_of_the_watcher()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var watched = test.ActorOf(Scripted.Props(_ => { }));
        var watcher = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<IActorRef>(target => actor.Around.Watch(target));
            actor.On<Exception>(failure => throw failure);
            actor.On<Terminated>(terminated => probe.Ref.Tell(terminated.Actor));
        }));
        watcher.Tell(watched);
        watcher.Tell(new InvalidOperationException());
        await test.SettleAsync();
        test.System.Stop(watched);
        await probe.ExpectEqualAsync(watched);
    }

    [Fact]
    public async Task A_told_Terminated_of_one_not_watched_is_not_delivered()
    {
        await using var test = TestSystem.Stepped();
        var (probe, other) = (test.CreateProbe(), test.CreateProbe());
        probe.Ref.Tell(new Terminated(other.Ref));
        await probe.ExpectNoneAsync();
    }
}
