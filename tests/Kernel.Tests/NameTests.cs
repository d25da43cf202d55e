using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class NameTests
{
    private static readonly Props s_idle = Scripted.Props(actor => actor.OnAny(_ => { }));

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public async Task A_malformed_name_is_refused(string name)
    {
        await using var test = TestSystem.Stepped();
        Assert.Throws<InvalidActorNameException>(() => test.System.ActorOf(s_idle, name));
    }

    [Fact]
    public async Task A_path_shows_system_and_parents()
    {
        await using var test = TestSystem.Stepped();
        var parent = test.ActorOf(Scripted.Props(actor => actor.On<string>(name => actor.From.Tell(actor.Around.ActorOf(s_idle, name)))), "a");
        var child = await test.AskAsync<IActorRef>(parent, "b");
        Assert.Equal("akka://test/user/a/b", child.Path.ToString());
        Assert.Equal("/user/a/b", child.Path.ToStringWithoutAddress());
    }

    [Fact]
    public async Task A_name_is_taken_until_its_actor_has_terminated()
    {
        await using var test = TestSystem.Stepped();
        var first = test.ActorOf(s_idle, "a");
        Assert.Throws<InvalidActorNameException>(() => test.ActorOf(s_idle, "a"));
        test.System.Stop(first);
        Assert.Throws<InvalidActorNameException>(() => test.ActorOf(s_idle, "a"));
        await test.SettleAsync();
        var second = test.ActorOf(s_idle, "a");
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
    }

    [Fact]
    public async Task A_watcher_can_take_the_name_when_it_learns_of_the_end()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var parent = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Around.Watch(actor.Around.ActorOf(s_idle, "child"));
            actor.On<string>(name => actor.Around.Stop(actor.Around.Child(name)!));
            actor.On<Terminated>(_ => probe.Ref.Tell(actor.Around.ActorOf(s_idle, "child")));
        }));
        parent.Tell("child");
        await probe.ExpectAsync<IActorRef>();
    }

    [Fact]
    public async Task An_old_ref_leads_to_dead_letters_though_the_name_lives_again()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var first = test.ActorOf(s_idle, "a");
        test.System.Stop(first);
        await test.SettleAsync();
        test.ActorOf(Scripted.Reporting(probe.Ref), "a");
        await probe.TakeAsync(2);
        first.Tell("late");
        await probe.ExpectNoneAsync();
        Assert.Equal(1, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task An_actor_cannot_be_made_by_new()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        Assert.Throws<ActorInitializationException>(() => new Scripted(_ => { }));
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAny(_ =>
        {
            try
            {
                _ = new Scripted(_ => { });
            }
            catch (ActorInitializationException failure)
            {
                probe.Ref.Tell(failure);
            }
        })));
        actor.Tell("x");
        await probe.ExpectAsync<ActorInitializationException>();
    }

    [Fact]
    public async Task A_factory_that_gives_the_same_instance_twice_is_found_out()
    {
        await using var test = TestSystem.Stepped();
        Scripted? kept = null;
        var props = Props.Create(() => kept ??= new Scripted(actor => actor.On<Exception>(failure => throw failure)));
        var actor = test.ActorOf(props, "kept");
        actor.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Null(test.NodeOf(actor));
        Assert.Contains(test.Log.Lines, line => line.Exception is ActorInitializationException);
    }
}
