namespace Dachshund.Cluster.Tests;

/// <summary>Several servers share the work, and any of them may die, hang or leave: every line is told once.</summary>
public sealed class FailOverTests
{
    private const string Quick = "dachshund.cluster { offline-after = 8s, recovered-after = 2s, heartbeat-interval = 1s }";

    [Fact]
    public async Task A_killed_router_is_replaced_and_every_line_is_told_once()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        var servers = new Dictionary<string, NodeProcess>();
        foreach (var name in new[] { "one", "two", "three" })
            servers[name] = scene.StartServer(name);
        await Task.WhenAll(servers.Values.Select(server => server.WatchingAsync()));
        await scene.StartNode().WatchingAsync();
        await using var writer = LogWriter.Start(scene.Log, 10_000);
        for (var kill = 0; kill < 3; kill++)
        {
            var routed = scene.Phone.Accepted.Count;
            await Deadline.UntilAsync(() => Task.FromResult(scene.Phone.Accepted.Count > routed), () => "nothing is told");
            var owner = await scene.OwnerOfAsync("alert-router");
            if (!servers.Remove(owner, out var router))
                break;
            await router.KillAsync();
        }

        await writer.DoneAsync();
        await scene.WaitForToldDistinctAsync(writer.Errors);
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(writer.Errors));
    }

    [Fact]
    public async Task Shards_spread_when_servers_join_and_go_back_when_they_leave()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        var one = scene.StartServer("one");
        await one.WatchingAsync();
        await scene.SpreadAsync("one");
        var two = scene.StartServer("two");
        await scene.SpreadAsync("one", "two");
        Assert.Equal(0, await one.TerminateAsync());
        await scene.SpreadAsync("two");
        await Deadline.UntilAsync(
            async () => await scene.OwnerOfAsync("alert-router") == "two", () => "the router stays where nobody is");
        // Given back, not taken over: nobody had to see that the other is gone.
        Assert.DoesNotContain(two.Lines, line => line.Contains("is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_suspended_beyond_its_leases_comes_back_without_a_repeat()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        scene.More = Quick;
        var servers = new Dictionary<string, NodeProcess> { ["one"] = scene.StartServer("one"), ["two"] = scene.StartServer("two") };
        await Task.WhenAll(servers.Values.Select(server => server.WatchingAsync()));
        await scene.StartAgent("web").WatchingAsync();
        await using var writer = LogWriter.Start(scene.LogOf("web"), 8_000);
        var suspended = await scene.OwnerOfAsync("alert-router");
        await servers[suspended].SignalAsync("STOP");
        await Deadline.UntilAsync(async () => await scene.OwnerOfAsync("alert-router") != suspended, () => "nobody takes over");
        await servers[suspended].SignalAsync("CONT");
        await writer.DoneAsync();
        await scene.SpreadAsync("one", "two");
        await scene.WaitForToldDistinctAsync(writer.Errors);
        Assert.False(servers[suspended].HasExited, "it ended instead of coming back");
    }

    [Fact]
    public async Task A_killed_agent_is_offline_once_and_back_once_whatever_dies_in_between()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        scene.More = Quick;
        var one = scene.StartServer("one");
        await one.WatchingAsync();
        var agent = scene.StartAgent("web");
        await agent.WatchingAsync();
        await agent.KillAsync();
        var two = scene.StartServer("two");
        await two.WatchingAsync();
        await one.KillAsync();
        await Deadline.UntilAsync(
            () => Task.FromResult(scene.Phone.Accepted.Any(message => Scene.IsAbout(message, "offline", "web"))),
            () => "the killed agent is not reported");
        var three = scene.StartServer("three");
        await three.WatchingAsync();
        await two.KillAsync();
        await scene.StartAgent("web").WatchingAsync();
        await Deadline.UntilAsync(
            () => Task.FromResult(scene.Phone.Accepted.Any(message => Scene.IsAbout(message, "recovered", "web"))),
            () => "the agent is not said to be back");
        Assert.Single(scene.Phone.Accepted, message => Scene.IsAbout(message, "offline", "web"));
        Assert.Single(scene.Phone.Accepted, message => Scene.IsAbout(message, "recovered", "web"));
    }
}
