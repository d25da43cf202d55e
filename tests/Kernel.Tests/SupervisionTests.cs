using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class SupervisionTests
{
    private sealed record ToChild(string Name, object Message);

    private static IActorRef Parent(
        TestSystem test, SupervisorStrategy strategy, Props child, IReadOnlyList<string> names, TestProbe? ends = null) =>
        test.ActorOf(Scripted.Props(actor =>
        {
            actor.Strategy = strategy;
            actor.Started = () =>
            {
                foreach (var name in names)
                    actor.Around.Watch(actor.Around.ActorOf(child, name));
            };
            actor.On<ToChild>(message => actor.Around.Child(message.Name)!.Forward(message.Message, actor.Around));
            actor.On<Terminated>(terminated => ends?.Ref.Tell($"ended {terminated.Actor.Path.Name}"));
            actor.Stopped = () => ends?.Ref.Tell("parent PostStop");
        }));

    [Fact]
    public async Task A_restart_keeps_ref_and_mailbox_and_drops_the_message_that_failed()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Reporting(probe.Ref, scripted =>
        {
            scripted.Replacing = (reason, message) => probe.Ref.Tell($"PreRestart {reason.Message} {message?.GetType().Name}");
            scripted.Replaced = reason => probe.Ref.Tell($"PostRestart {reason.Message}");
        }));
        var uid = actor.Path.Uid;
        foreach (var message in new object[] { 1, new InvalidOperationException("boom"), 2, 3 })
            actor.Tell(message);
        Assert.Equal(
            ["new", "PreStart", 1, "PreRestart boom InvalidOperationException", "new", "PostRestart boom", 2, 3],
            await probe.TakeAsync(8));
        Assert.Equal((1, uid), (test.NodeOf(actor)!.Restarts, test.NodeOf(actor)!.Uid));
    }

    [Fact]
    public async Task By_default_a_restart_calls_PostStop_and_PreStart_and_stops_the_children()
    {
        await using var test = TestSystem.Stepped();
        var (probe, children) = (test.CreateProbe(), test.CreateProbe());
        var actor = test.ActorOf(Scripted.Reporting(probe.Ref, scripted => scripted.Started = () =>
        {
            probe.Ref.Tell("PreStart");
            scripted.Around.Watch(scripted.Around.ActorOf(Scripted.Reporting(children.Ref), "child"));
        }));
        actor.Tell(new InvalidOperationException());
        Assert.Equal(["new", "PreStart", "PostStop", "new", "PreStart"], await probe.TakeAsync(5));
        Assert.Equal(["new", "PreStart", "PostStop", "new", "PreStart"], await children.TakeAsync(5));
        await probe.ExpectNoneAsync();
    }

    [Fact]
    public async Task Children_that_PreRestart_keeps_are_restarted_too()
    {
        await using var test = TestSystem.Stepped();
        var (probe, children) = (test.CreateProbe(), test.CreateProbe());
        var actor = test.ActorOf(Scripted.Reporting(probe.Ref, scripted =>
        {
            scripted.Started = () => scripted.Around.ActorOf(Scripted.Reporting(children.Ref), "child");
            scripted.Replacing = (_, _) => { };
            scripted.Replaced = _ => { };
        }));
        actor.Tell(new InvalidOperationException());
        Assert.Equal(["new", "PreStart", "PostStop", "new", "PreStart"], await children.TakeAsync(5));
        Assert.Equal(1, test.NodeOf(actor)!.Children[0].Restarts);
    }

    [Fact]
    public async Task Resume_keeps_the_instance_and_drops_the_message()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var parent = Parent(test, new OneForOneStrategy(decider: _ => Directive.Resume), Scripted.Reporting(probe.Ref), ["a"]);
        foreach (var message in new object[] { 1, new InvalidOperationException(), 2 })
            parent.Tell(new ToChild("a", message));
        Assert.Equal(["new", "PreStart", 1, 2], await probe.TakeAsync(4));
        await probe.ExpectNoneAsync();
    }

    [Fact]
    public async Task One_for_one_leaves_the_siblings_alone()
    {
        await using var test = TestSystem.Stepped();
        var (probe, ends) = (test.CreateProbe(), test.CreateProbe());
        var strategy = new OneForOneStrategy(decider: _ => Directive.Stop);
        var parent = Parent(test, strategy, Scripted.Reporting(probe.Ref), ["a", "b"], ends);
        parent.Tell(new ToChild("a", new InvalidOperationException()));
        await ends.ExpectEqualAsync("ended a");
        parent.Tell(new ToChild("b", "still here"));
        await probe.FishAsync<string>(text => text == "still here");
    }

    [Fact]
    public async Task All_for_one_restarts_the_siblings()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var parent = Parent(test, new AllForOneStrategy(), Scripted.Reporting(probe.Ref), ["a", "b"]);
        parent.Tell(new ToChild("a", new InvalidOperationException()));
        parent.Tell(new ToChild("b", "x"));
        await probe.FishAsync<string>(text => text == "x");
        Assert.All(test.NodeOf(parent)!.Children, child => Assert.Equal(1, child.Restarts));
    }

    [Fact]
    public async Task All_for_one_stops_the_siblings()
    {
        await using var test = TestSystem.Stepped();
        var (probe, ends) = (test.CreateProbe(), test.CreateProbe());
        var strategy = new AllForOneStrategy(decider: _ => Directive.Stop);
        var parent = Parent(test, strategy, Scripted.Reporting(probe.Ref), ["a", "b"], ends);
        parent.Tell(new ToChild("a", new InvalidOperationException()));
        Assert.Equal(["ended a", "ended b"], (await ends.TakeAsync(2)).Cast<string>().Order());
    }

    [Fact]
    public async Task Siblings_that_fail_together_all_go_on()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var parent = Parent(test, new AllForOneStrategy(), Scripted.Reporting(probe.Ref), ["a", "b", "c"]);
        foreach (var name in new[] { "a", "b" })
            parent.Tell(new ToChild(name, new InvalidOperationException()));
        await test.SettleAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            parent.Tell(new ToChild(name, $"to {name}"));
            await probe.FishAsync<string>(text => text == $"to {name}");
        }
    }

    [Fact]
    public async Task Escalate_fails_the_parent_with_the_same_cause()
    {
        await using var test = TestSystem.Stepped();
        var (probe, ends) = (test.CreateProbe(), test.CreateProbe());
        var strategy = new OneForOneStrategy(decider: _ => Directive.Escalate);
        var parent = Parent(test, strategy, Scripted.Reporting(probe.Ref), ["a"], ends);
        parent.Tell(new ToChild("a", new InvalidOperationException("boom")));
        await ends.ExpectEqualAsync("parent PostStop");
        await test.SettleAsync();
        Assert.Equal((1, "InvalidOperationException: boom"), (test.NodeOf(parent)!.Restarts, test.NodeOf(parent)!.LastError));
        Assert.Equal(["new", "PreStart", "PostStop", "new", "PreStart"], await probe.TakeAsync(5));
    }

    [Fact]
    public async Task A_parent_that_is_resumed_resumes_the_child_whose_failure_it_escalated()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var top = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Strategy = new OneForOneStrategy(decider: _ => Directive.Resume);
            actor.Started = () => actor.Around.ActorOf(
                Scripted.Props(middle =>
                {
                    middle.Strategy = new OneForOneStrategy(decider: _ => Directive.Escalate);
                    middle.Started = () =>
                    {
                        middle.Around.ActorOf(Scripted.Reporting(probe.Ref), "a");
                        middle.Around.ActorOf(Scripted.Reporting(probe.Ref), "b");
                    };
                    middle.On<ToChild>(message => middle.Around.Child(message.Name)!.Tell(message.Message));
                }),
                "middle");
            actor.OnAny(message => actor.Around.Child("middle")!.Tell(message));
        }));
        await probe.TakeAsync(4);
        foreach (var (name, message) in new (string, object)[] { ("a", 1), ("a", new InvalidOperationException()), ("a", 2), ("b", 3) })
            top.Tell(new ToChild(name, message));
        Assert.Equal([1, 2, 3], (await probe.TakeAsync(3)).Cast<int>().Order());
    }

    [Fact]
    public async Task Children_rest_while_their_parent_waits_for_its_verdict()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var strategy = new OneForOneStrategy(backoff: new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0));
        IActorRef? child = null;
        var top = Parent(test, strategy, Scripted.Props(actor =>
        {
            actor.Started = () => child = actor.Around.ActorOf(Scripted.Reporting(probe.Ref));
            actor.Replacing = (_, _) => { };
            actor.On<Exception>(failure => throw failure);
        }), ["a"]);
        await probe.TakeAsync(2);
        top.Tell(new ToChild("a", new InvalidOperationException()));
        await test.SettleAsync();
        child!.Tell("x");
        await probe.ExpectNoneAsync();
        await probe.FishAsync<string>(text => text == "x", TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Escalation_from_the_top_ends_the_system()
    {
        var options = new ActorSystemOptions { GuardianStrategy = new OneForOneStrategy(decider: _ => Directive.Escalate) };
        await using var test = TestSystem.Stepped(options: options);
        var failure = new InvalidOperationException("boom");
        test.ActorOf(Scripted.Props(actor => actor.On<string>(_ => throw failure))).Tell("x");
        await test.UntilAsync(() => test.System.WhenTerminated.IsCompleted);
        Assert.Same(failure, test.System.EscalatedFailure);
    }

    [Fact]
    public async Task By_default_a_child_is_restarted_but_stopped_where_that_cannot_help()
    {
        await using var test = TestSystem.Stepped();
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<Exception>(failure => throw failure)));
        var broken = test.ActorOf(Scripted.Props(_ => throw new InvalidOperationException("in the constructor")));
        var unstarted = test.ActorOf(Scripted.Props(scripted => scripted.Started = () => throw new InvalidOperationException()));
        actor.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Equal(1, test.NodeOf(actor)?.Restarts);
        Assert.Null(test.NodeOf(broken));
        Assert.Null(test.NodeOf(unstarted));
        actor.Tell(Kill.Instance);
        await test.SettleAsync();
        Assert.Null(test.NodeOf(actor));
    }

    [Fact]
    public async Task A_new_instance_that_cannot_start_stops_the_actor()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Replaced = _ => throw new InvalidOperationException("again");
            actor.On<Exception>(failure => throw failure);
        }));
        probe.Watch(actor);
        actor.Tell(new InvalidOperationException());
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task An_actor_that_could_not_start_can_be_tried_again()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var attempts = 0;
        var strategy = new OneForOneStrategy(decider: _ => Directive.Restart);
        var parent = Parent(test, strategy, Scripted.Reporting(probe.Ref, actor => actor.Started = () =>
        {
            actor.Around.ActorOf(Scripted.Props(_ => { }), "of-an-attempt");
            if (++attempts < 3)
                throw new InvalidOperationException();
            probe.Ref.Tell("started");
        }), ["a"]);
        parent.Tell(new ToChild("a", "x"));
        Assert.Equal(["new", "new", "new", "started", "x"], await probe.TakeAsync(5));
    }

    [Fact]
    public async Task A_decider_that_throws_escalates_what_it_throws()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var strategy = new OneForOneStrategy(decider: _ => throw new FormatException("decider"));
        var parent = Parent(test, strategy, Scripted.Reporting(probe.Ref), ["a"]);
        parent.Tell(new ToChild("a", new InvalidOperationException()));
        await test.SettleAsync();
        Assert.Equal("FormatException: decider", test.NodeOf(parent)?.LastError);
    }

    [Fact]
    public async Task A_failure_in_PostStop_does_not_hinder_the_end()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor => actor.Stopped = () => throw new InvalidOperationException()));
        probe.Watch(actor);
        test.System.Stop(actor);
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_child_that_keeps_failing_does_not_fill_the_log()
    {
        await using var test = TestSystem.Stepped();
        var actor = test.ActorOf(Scripted.Props(actor => actor.On<Exception>(failure => throw failure)));
        for (var failure = 0; failure < 50; failure++)
            actor.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Equal((50, 10), (test.NodeOf(actor)!.Restarts, test.Log.Lines.Count(line => line.EventId == 1000)));
        await test.AdvanceAsync(TimeSpan.FromMinutes(1));
        actor.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Contains("40 more", test.Log.Lines.Last(line => line.EventId == 1000).Text, StringComparison.Ordinal);
    }
}
