using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>Redis dies, pauses, fills up, forgets: nothing is lost, nothing doubled, and no help is needed.</summary>
public sealed class RedisFaultTests
{
    [Fact]
    public async Task Redis_killed_ten_times_loses_and_doubles_nothing()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await using var writer = LogWriter.Start(scene.Log, 15_000);
        var random = new Random(10);
        for (var kill = 0; kill < 10; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 600)), TimeProvider.System);
            await scene.Redis.KillAsync();
            await scene.Redis.RestartAsync();
        }

        await writer.DoneAsync();
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(writer.Errors));
        await scene.WaitForToldDistinctAsync(writer.Errors);
    }

    [Fact]
    public async Task Redis_brought_back_from_an_older_file_is_caught_up_with_and_repeats_are_marked()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, Lines("ERROR before the copy", 30));
        await scene.Journal.WaitForAsync(30);
        await scene.WaitForToldAsync(30);
        var copy = scene.Redis.CopyAppendOnlyFile();
        await File.AppendAllTextAsync(scene.Log, Lines("ERROR after the copy", 20));
        await scene.Journal.WaitForAsync(50);
        await scene.WaitForToldAsync(50);

        await scene.Redis.RollBackAsync(copy);

        var entries = await scene.Journal.WaitForAsync(50);
        JournalView.AssertDisjoint(entries);
        Assert.Equal(20, entries.Where(entry => entry.Again).Sum(entry => entry.Count));
        await File.AppendAllTextAsync(scene.Log, Lines("ERROR after it came back", 5));
        await scene.Journal.WaitForAsync(55);
        await scene.WaitForToldAsync(55);
        await Deadline.UntilAsync(() => Task.FromResult(scene.Repeats.Count > 0), () => "no message is marked as a possible repeat");
    }

    [Fact]
    public async Task What_was_told_and_is_forgotten_by_Redis_is_repeated_as_a_possible_repeat_only()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = "dachshund.alerting.group-interval = 4s";
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR told at once\n");
        await scene.WaitForToldAsync(1);

        // Folded, and not told before the interval is over: the copy has the count, but not the telling.
        await File.AppendAllTextAsync(scene.Log, Lines("ERROR told at once", 6));
        await scene.Journal.WaitForAsync(7);
        await scene.FoldedAsync();
        var copy = scene.Redis.CopyAppendOnlyFile();
        await scene.WaitForToldAsync(7);
        await scene.Redis.RollBackAsync(copy);

        await Deadline.UntilAsync(() => Task.FromResult(scene.Repeats.Count > 0), () => "no message is marked as a possible repeat");
        await File.AppendAllTextAsync(scene.Log, "ERROR of another kind\n");
        await scene.WaitForToldAsync(8);
    }

    [Fact]
    public async Task What_was_folded_and_is_forgotten_by_Redis_is_folded_again_as_a_possible_repeat()
    {
        await using var scene = await Scene.SetAsync();
        var server = scene.StartNode();
        await server.WatchingAsync();
        var agent = scene.StartAgent("other");
        await agent.WatchingAsync();

        // The server stands still while the agent appends: the copy has entries that are not folded.
        await server.SignalAsync("STOP");
        await File.WriteAllTextAsync(scene.LogOf("other"), Lines("ERROR not folded yet", 6));
        await scene.Journal.WaitForAsync(6);
        var copy = scene.Redis.CopyAppendOnlyFile();
        await server.SignalAsync("CONT");
        await scene.WaitForToldAsync(6);
        await scene.Redis.RollBackAsync(copy);

        await Deadline.UntilAsync(() => Task.FromResult(scene.Repeats.Count > 0), () => "no message is marked as a possible repeat");
        await File.AppendAllTextAsync(scene.LogOf("other"), "ERROR of another kind\n");
        await scene.WaitForToldAsync(7);
    }

    [Fact]
    public async Task Redis_stopped_for_longer_than_offline_after_raises_no_alarm_and_a_host_that_dies_raises_one()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = "dachshund.cluster { heartbeat-interval = 1s, offline-after = 6s, recovered-after = 1s }";
        var node = scene.StartNode();
        await node.WatchingAsync();
        var agent = scene.StartAgent("other");
        await agent.WatchingAsync();
        await Deadline.UntilAsync(
            async () => await scene.Redis.CommandAsync("EXISTS", "dachshund:session:other") is 1L, () => "the agent has no session");

        for (var round = 0; round < 2; round++)
        {
            await scene.Redis.StopAsync();
            await File.AppendAllTextAsync(scene.Log, Lines("ERROR while it stood still", 10));
            await Task.Delay(TimeSpan.FromSeconds(9), TimeProvider.System);
            await scene.Redis.ContinueAsync();
            await scene.Journal.WaitForAsync(10 * (round + 1));
            await scene.WaitForToldAsync(10 * (round + 1));
        }

        Assert.Empty(About("offline"));

        await agent.KillAsync();
        await Deadline.UntilAsync(() => Task.FromResult(About("offline").Count > 0), () => "nobody said that the agent is gone");
        scene.StartAgent("other");
        await Deadline.UntilAsync(() => Task.FromResult(About("recovered").Count > 0), () => "nobody said that the agent is back");
        Assert.Contains("other", Assert.Single(About("offline")), StringComparison.Ordinal);
        Assert.Contains("other", Assert.Single(About("recovered")), StringComparison.Ordinal);

        List<string> About(string what) =>
            [.. scene.Phone.Accepted.Select(message => message.Text)
                .Where(text => text.Contains(what, StringComparison.OrdinalIgnoreCase))];
    }

    [Fact]
    public async Task An_emptied_Redis_is_noticed_and_the_node_goes_on_from_memory()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, Lines("ERROR before", 10));
        await scene.WaitForToldAsync(10);
        await scene.Redis.CommandAsync("FLUSHALL");
        await node.WaitForLineAsync("another data set");
        await File.AppendAllTextAsync(scene.Log, Lines("ERROR behind", 7));
        await scene.Journal.WaitForAsync(7);
        await scene.WaitForToldAsync(17);
    }

    [Fact]
    public async Task A_full_Redis_is_waited_for()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await scene.Redis.CommandAsync("CONFIG", "SET", "maxmemory", "1");
        await File.WriteAllTextAsync(scene.Log, Lines("ERROR no room", 10));
        await node.WaitForLineAsync("wait");
        await scene.Redis.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        await scene.Journal.WaitForAsync(10);
        await scene.WaitForToldAsync(10);
    }

    [Fact]
    public async Task Scripts_that_Redis_forgot_are_loaded_again()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        for (var round = 1; round <= 3; round++)
        {
            await scene.Redis.CommandAsync("SCRIPT", "FLUSH");
            await File.AppendAllTextAsync(scene.Log, Lines("ERROR again", 4));
            await scene.Journal.WaitForAsync(4 * round);
        }

        await scene.WaitForToldAsync(12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Replies_lost_and_delayed_between_node_and_Redis_lose_and_double_nothing(int seed)
    {
        await using var scene = await Scene.SetAsync();
        await using var proxy = FaultProxy.Start(scene.Redis.Port);
        var node = scene.StartNode(proxy.Connection);
        await node.WatchingAsync();
        proxy.Misbehave(seed, faultsPerThousand: 20);
        await using var writer = LogWriter.Start(scene.Log, 3_000);
        await writer.DoneAsync();
        proxy.Behave();
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(writer.Errors));
        await scene.WaitForToldDistinctAsync(writer.Errors);
    }

    [Fact]
    public async Task A_poison_entry_is_set_aside_and_alerted_and_the_rest_goes_on()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        foreach (var key in new[] { "dachshund:0:journal", "dachshund:1:journal" })
            await scene.Redis.CommandAsync("XADD", key, "*", "e", "{not an entry");
        await File.WriteAllTextAsync(scene.Log, Lines("ERROR behind the poison", 5));
        await Deadline.UntilAsync(
            () => Task.FromResult(scene.Phone.Accepted.Any(message => message.Text.Contains("ERROR behind the poison", StringComparison.Ordinal))),
            () => "the entries behind the poison were not told");
        await Deadline.UntilAsync(
            async () => await scene.Redis.CommandAsync("XLEN", "dachshund:g:main:dead") is 2L, () => "the poison is not set aside");
        await node.WaitForLineAsync("is set aside");
    }

    private static string Lines(string text, int count) => string.Concat(Enumerable.Repeat(text + "\n", count));
}
