using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class SnapshotTests
{
    [Fact]
    public async Task The_tree_is_exact()
    {
        await using var test = TestSystem.Stepped();
        test.ActorOf(Scripted.Props(actor => actor.Started = () =>
        {
            actor.Around.ActorOf(Scripted.Props(_ => { }), "b");
            actor.Around.ActorOf(Scripted.Props(_ => { }), "a");
        }), "top");
        await test.SettleAsync();
        var root = test.System.Snapshot();
        Assert.Equal(("/user", "GuardianActor"), (root.Path, root.Type));
        var top = Assert.Single(root.Children);
        Assert.Equal(("/user/top", "Scripted"), (top.Path, top.Type));
        Assert.Equal(["/user/top/a", "/user/top/b"], top.Children.Select(child => child.Path));
    }

    [Fact]
    public async Task A_node_shows_what_its_actor_does()
    {
        await using var test = TestSystem.Stepped();
        var gate = new TaskCompletionSource();
        var started = test.Time.GetUtcNow();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.OnAsync<string>(async _ => await gate.Task);
            actor.On<Exception>(failure => throw failure);
            actor.OnAny(_ => { });
        }).WithMailbox(new MailboxOptions { Capacity = 3 }));
        actor.Tell(1);
        actor.Tell(new FormatException("bad"));
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        actor.Tell("wait");
        await test.AdvanceAsync(TimeSpan.FromSeconds(7));
        for (var number = 0; number < 5; number++)
            actor.Tell(number);
        var node = test.NodeOf(actor)!;
        Assert.Equal((3, 3, 3L, 2L, 1), (node.MailboxDepth, node.MailboxCapacity, node.Processed, node.Dropped, node.Restarts));
        Assert.Equal(("FormatException: bad", "String", true), (node.LastError, node.Handling, node.Busy));
        Assert.Equal((started, TimeSpan.FromSeconds(7)), (node.StartedAt, node.BusyFor));
        gate.SetResult();
        await test.SettleAsync();
        node = test.NodeOf(actor)!;
        Assert.Equal((0, 6L, false, null), (node.MailboxDepth, node.Processed, node.Busy, node.BusyFor));
    }

    [Fact]
    public async Task A_snapshot_can_be_taken_while_actors_come_and_go()
    {
        await using var test = TestSystem.Threaded();
        var parent = test.ActorOf(Scripted.Props(actor => actor.On<int>(_ =>
        {
            var child = actor.Around.ActorOf(Scripted.Props(scripted => scripted.OnAny(_ => { })));
            child.Tell("x");
            actor.Around.Stop(child);
        })));
        var spawning = Task.Run(async () =>
        {
            for (var number = 0; number < 2000; number++)
                await parent.TellAsync(number, null, CancellationToken.None);
        });
        while (!spawning.IsCompleted)
            Assert.Equal("/user", test.System.Snapshot().Path);
        await spawning;
        await test.SettleAsync();
        Assert.Empty(test.NodeOf(parent)!.Children);
    }
}
