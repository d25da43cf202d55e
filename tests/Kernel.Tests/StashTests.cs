using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class StashTests
{
    private static Props Stashing(IActorRef to, int capacity = 100) => Scripted.Props(actor =>
    {
        actor.On<string>(text => text == "open", _ =>
        {
            actor.Aside.UnstashAll();
            actor.Switch(() => actor.OnAny(message => to.Tell(message, actor.From)));
        });
        actor.On<Exception>(failure => throw failure);
        actor.OnAny(_ => actor.Aside.Stash());
    }).WithMailbox(new MailboxOptions { StashCapacity = capacity });

    [Fact]
    public async Task Unstashed_messages_come_first_in_their_order_with_their_senders()
    {
        await using var test = TestSystem.Stepped();
        var (probe, sender) = (test.CreateProbe(), test.CreateProbe());
        var actor = test.ActorOf(Stashing(probe.Ref));
        foreach (var message in new object[] { 1, 2, "open", 3 })
            sender.Send(actor, message);
        Assert.Equal([1, 2, 3], await probe.TakeAsync(3));
        Assert.Same(sender.Ref, probe.LastSender);
    }

    [Fact]
    public async Task A_message_is_stashed_once_only()
    {
        await using var test = TestSystem.Stepped();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAny(_ =>
        {
            actor.Aside.Stash();
            actor.Aside.Stash();
        })));
        actor.Tell(1);
        await test.SettleAsync();
        Assert.StartsWith("InvalidOperationException", test.NodeOf(actor)?.LastError, StringComparison.Ordinal);
        Assert.Equal((1, 0), (test.NodeOf(actor)!.Restarts, test.NodeOf(actor)!.MailboxDepth));
    }

    [Fact]
    public async Task A_message_can_be_stashed_again_when_it_comes_again()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<string>(_ => actor.Aside.UnstashAll());
            actor.On<int>(_ =>
            {
                actor.Aside.Stash();
                probe.Ref.Tell(actor.Aside.Count);
            });
        }));
        foreach (var message in new object[] { 1, "open", "open" })
            actor.Tell(message);
        Assert.Equal([1, 1, 1], await probe.TakeAsync(3));
    }

    [Fact]
    public async Task A_full_stash_throws()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Stashing(probe.Ref, capacity: 2));
        for (var number = 0; number < 3; number++)
            actor.Tell(number);
        await test.SettleAsync();
        Assert.StartsWith("StashOverflowException", test.NodeOf(actor)?.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_puts_the_stash_back()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Stashing(probe.Ref));
        foreach (var message in new object[] { 1, 2, new InvalidOperationException(), "open", 3 })
            actor.Tell(message);
        Assert.Equal([1, 2, 3], await probe.TakeAsync(3));
    }

    [Fact]
    public async Task A_stop_makes_dead_letters_of_the_stash()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Stashing(probe.Ref));
        actor.Tell(1);
        actor.Tell(PoisonPill.Instance);
        await test.SettleAsync();
        Assert.Equal(1, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task A_stashed_Terminated_is_delivered_later()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var watched = test.ActorOf(Scripted.Props(_ => { }));
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Around.Watch(watched);
            actor.On<Terminated>(_ => actor.Aside.Stash());
            actor.On<string>(_ =>
            {
                actor.Aside.UnstashAll();
                actor.Switch(() => actor.On<Terminated>(terminated => probe.Ref.Tell(terminated.Actor)));
            });
        }));
        await test.SettleAsync();
        test.System.Stop(watched);
        await test.SettleAsync();
        actor.Tell("open");
        await probe.ExpectEqualAsync(watched);
    }
}
