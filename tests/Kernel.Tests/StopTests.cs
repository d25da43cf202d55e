using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class StopTests
{
    [Fact]
    public async Task Stop_ends_after_the_current_message_and_the_rest_are_dead_letters()
    {
        await using var test = TestSystem.Stepped();
        var (probe, dead) = (test.CreateProbe(), test.CreateProbe());
        test.System.EventStream.Subscribe(dead.Ref, typeof(DeadLetter));
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<int>(number =>
        {
            if (number == 2)
                actor.Around.Stop(actor.Me);
            probe.Ref.Tell(number);
        })));
        probe.Watch(actor);
        for (var number = 1; number <= 4; number++)
            actor.Tell(number, probe.Ref);
        Assert.Equal([1, 2], await probe.TakeAsync(2));
        await probe.ExpectTerminatedAsync(actor);
        Assert.Equal(
            [new DeadLetter(3, probe.Ref, actor), new DeadLetter(4, probe.Ref, actor)],
            await dead.TakeAsync(2));
    }

    [Fact]
    public async Task The_rest_of_the_mailbox_is_dead_before_the_watchers_know()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        test.System.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<string>(_ => actor.Around.Stop(actor.Me))));
        probe.Watch(actor);
        await test.SettleAsync();
        actor.Tell("stop");
        actor.Tell(1);
        await probe.ExpectAsync<DeadLetter>();
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Children_stop_before_their_parent()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        Props Level(int depth) => Scripted.Props(actor =>
        {
            actor.Started = () =>
            {
                if (depth < 3)
                    actor.Around.ActorOf(Level(depth + 1), "child");
            };
            actor.Stopped = () => probe.Ref.Tell(depth);
        });
        var top = test.ActorOf(Level(1));
        await test.SettleAsync();
        test.System.Stop(top);
        Assert.Equal([3, 2, 1], await probe.TakeAsync(3));
    }

    [Fact]
    public async Task PoisonPill_stops_in_its_turn()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<int>(number => probe.Ref.Tell(number))));
        actor.Tell(1);
        actor.Tell(PoisonPill.Instance);
        actor.Tell(2);
        await probe.ExpectEqualAsync(1);
        await probe.ExpectNoneAsync();
        Assert.Null(test.NodeOf(actor));
        Assert.Equal(1, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task PoisonPill_gets_into_a_full_mailbox_once()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<int>(async _ => await gate.Task))
            .WithMailbox(new MailboxOptions { Capacity = 1 }));
        probe.Watch(actor);
        actor.Tell(1);
        await test.SettleAsync();
        actor.Tell(2);
        actor.Tell(PoisonPill.Instance);
        await actor.TellAsync(PoisonPill.Instance, null, CancellationToken.None);
        Assert.Equal((2, 1), (test.NodeOf(actor)!.MailboxDepth, (int)test.System.DroppedCount));
        gate.SetResult();
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Kill_fails_the_actor_which_by_default_stops_it()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(_ => { }));
        probe.Watch(actor);
        actor.Tell(Kill.Instance);
        await probe.ExpectTerminatedAsync(actor);
        Assert.Contains(test.Log.Lines, line => line.Exception is ActorKilledException);
    }

    [Fact]
    public async Task GracefulStop_completes_after_PostStop()
    {
        await using var test = TestSystem.Stepped();
        var stopped = false;
        var actor = test.ActorOf(Scripted.Props(actor => actor.Stopped = () => stopped = true));
        var stop = actor.GracefulStop(TimeSpan.FromSeconds(1));
        await test.UntilAsync(() => stopped);
        Assert.True(await stop);
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task GracefulStop_says_when_it_took_too_long()
    {
        await using var test = TestSystem.Stepped();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(async _ => await gate.Task)));
        actor.Tell("x");
        var stop = actor.GracefulStop(TimeSpan.FromSeconds(1));
        await test.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.False(await stop);
        gate.SetResult();
    }

    [Fact]
    public async Task A_stopping_actor_starts_no_children()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor => actor.Stopped = () =>
        {
            try
            {
                actor.Around.ActorOf(Scripted.Props(_ => { }));
            }
            catch (InvalidOperationException failure)
            {
                probe.Ref.Tell(failure);
            }
        }));
        test.System.Stop(actor);
        await probe.ExpectAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Terminate_stops_all_and_starts_none()
    {
        var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        test.ActorOf(Scripted.Reporting(probe.Ref));
        await test.DisposeAsync();
        Assert.True(test.System.WhenTerminated.IsCompletedSuccessfully);
        Assert.Null(test.System.EscalatedFailure);
        Assert.Throws<InvalidOperationException>(() => test.ActorOf(Scripted.Props(_ => { })));
    }

    [Fact]
    public async Task Terminate_names_who_does_not_stop()
    {
        await using var test = TestSystem.Stepped();
        var gate = new TaskCompletionSource();
        test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(async _ => await gate.Task)), "stuck").Tell("x");
        await test.SettleAsync();
        var terminated = test.System.TerminateAsync(TimeSpan.FromSeconds(3));
        await test.AdvanceAsync(TimeSpan.FromSeconds(3));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => terminated);
        Assert.Contains("/user/stuck (handles String for 00:00:03)", failure.Message, StringComparison.Ordinal);
        gate.SetResult();
    }

    [Fact]
    public async Task An_actor_of_another_system_cannot_be_stopped()
    {
        await using var test = TestSystem.Stepped();
        await using var other = TestSystem.Stepped();
        var actor = other.ActorOf(Scripted.Props(_ => { }));
        Assert.Throws<ArgumentException>(() => test.System.Stop(actor));
    }
}
