using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class ReceiveTests
{
    [Fact]
    public async Task Handlers_are_tried_in_their_order_with_their_predicates()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<int>(number => number > 10, number => probe.Ref.Tell($"big {number}"));
            actor.On<int>(number => probe.Ref.Tell($"small {number}"));
            actor.On<IComparable>(_ => probe.Ref.Tell("comparable"));
            actor.OnAny(_ => probe.Ref.Tell("any"));
        }));
        foreach (var message in new object[] { 11, 10, "text", new object() })
            actor.Tell(message);
        Assert.Equal(["big 11", "small 10", "comparable", "any"], await probe.TakeAsync(4));
    }

    [Fact]
    public async Task Become_replaces_and_stacked_behaviours_come_back()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<string>(text => text == "push", _ => actor.Push(() =>
            {
                actor.On<string>(text => text == "pop", _ => actor.Pop());
                actor.OnAny(_ => probe.Ref.Tell("upper"));
            }));
            actor.On<string>(text => text == "switch", _ => actor.Switch(() => actor.OnAny(_ => probe.Ref.Tell("other"))));
            actor.OnAny(_ => probe.Ref.Tell("lower"));
        }));
        foreach (var message in new[] { "1", "push", "2", "pop", "3", "switch", "4" })
            actor.Tell(message);
        Assert.Equal(["lower", "upper", "lower", "other"], await probe.TakeAsync(4));
    }

    [Fact]
    public async Task The_lowest_behaviour_stays()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<string>(_ => actor.Pop());
            actor.OnAny(message => probe.Ref.Tell(message));
        }));
        actor.Tell("pop");
        actor.Tell(1);
        await probe.ExpectEqualAsync(1);
    }

    [Fact]
    public async Task A_restart_goes_back_to_the_first_behaviour()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<string>(_ => actor.Switch(() =>
            {
                actor.On<Exception>(failure => throw failure);
                actor.OnAny(_ => probe.Ref.Tell("second"));
            }));
            actor.OnAny(_ => probe.Ref.Tell("first"));
        }));
        foreach (var message in new object[] { 1, "switch", 2, new InvalidOperationException(), 3 })
            actor.Tell(message);
        Assert.Equal(["first", "second", "first"], await probe.TakeAsync(3));
    }

    [Fact]
    public async Task What_no_handler_takes_is_published_as_unhandled()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        test.System.EventStream.Subscribe(probe.Ref, typeof(UnhandledMessage));
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<int>(_ => { })));
        probe.Send(actor, "x");
        Assert.Equal(new UnhandledMessage("x", probe.Ref, actor), await probe.ExpectAsync<UnhandledMessage>());
    }

    [Fact]
    public async Task Handlers_cannot_be_added_while_the_actor_runs()
    {
        await using var test = TestSystem.Stepped();
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<string>(_ => actor.On<int>(_ => { }))));
        actor.Tell("x");
        await test.SettleAsync();
        Assert.StartsWith("InvalidOperationException", test.NodeOf(actor)?.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_behind_one_for_everything_is_refused()
    {
        await using var test = TestSystem.Stepped();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.OnAny(_ => { });
            actor.On<int>(_ => { });
        }));
        await test.SettleAsync();
        Assert.Null(test.NodeOf(actor));
    }

    [Fact]
    public async Task Context_and_sender_are_refused_off_the_turn()
    {
        await using var test = TestSystem.Stepped();
        Scripted? leaked = null;
        var actor = test.ActorOf(Scripted.Props(actor => leaked = actor));
        await test.SettleAsync();
        Assert.Throws<InvalidOperationException>(() => leaked!.Around);
        Assert.Throws<InvalidOperationException>(() => leaked!.From);
        Assert.Throws<InvalidOperationException>(() => leaked!.Clock);
        Assert.Throws<InvalidOperationException>(() => leaked!.Aside);
        Assert.Same(actor, leaked!.Me);
    }
}
