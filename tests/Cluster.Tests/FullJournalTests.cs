using System.Globalization;

namespace Dachshund.Cluster.Tests;

/// <summary>A consumer group that lags fills the journal: it is named at half, at the cap, and when it loses its hold.</summary>
public sealed class FullJournalTests
{
    private const string Cursors = "dachshund:0:cursors";
    private const string Journal = "dachshund:0:journal";

    // What main has folded is trimmed to what the slowest group has read, so all of it stays.
    private const string Add = "for i = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], '*', 'e', ARGV[2]) end";
    private const string Entry = """{"k":"match","h":"other","i":"app","r":"app","sev":"error","tid":"t","t":"beer is out","n":1}""";

    [Fact]
    public async Task A_group_that_lags_is_named_at_half_and_at_the_cap_and_when_it_loses_its_hold()
    {
        await using var scene = await Scene.SetAsync(partitions: 1);
        scene.More = "dachshund.redis.journal-max-entries = 1000";
        var node = scene.StartNode();
        await node.WatchingAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await scene.Redis.CommandAsync("HSET", Cursors, "slow", $"0-0 0 {now} held");
        await AddAsync(scene, 400);
        await scene.WaitForToldAsync(400);
        await AddAsync(scene, 200);
        await scene.SaidAsync("consumer group slow lags: half of redis.journal-max-entries is unread", "of 1000 entries are unread");
        var held = Assert.IsType<long>(await scene.Redis.CommandAsync("XLEN", Journal));
        await AddAsync(scene, 1000 - (int)held);
        await scene.SaidAsync("consumer group slow lags: the journal is full", "1000 of 1000");
        await File.WriteAllTextAsync(scene.Log, "ERROR no room\n");
        await node.WaitForLineAsync("the journal is full");

        await scene.Redis.CommandAsync("HSET", Cursors, "slow", "0-0 0 1000 held");
        await node.WaitForLineAsync("consumer group slow committed nothing for redis.group-expiry");
        await scene.SaidAsync("ERROR no room");
        await scene.SaidAsync("consumer group slow lost its hold on the journal");
        Assert.Equal(3, scene.Phone.Accepted.Count(message => message.Text.Contains("consumer group slow", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_group_that_lost_its_hold_while_it_was_away_is_told_so_when_it_is_back()
    {
        await using var scene = await Scene.SetAsync(partitions: 1);
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR before\n");
        await scene.SaidAsync("ERROR before");
        await node.TerminateAsync();
        var cursor = Assert.IsType<string>(await scene.Redis.CommandAsync("HGET", Cursors, "main"));
        await scene.Redis.CommandAsync("HSET", Cursors, "main", cursor.Replace("held", "expired", StringComparison.Ordinal));
        await AddAsync(scene, 3);
        await scene.Redis.CommandAsync("XTRIM", Journal, "MAXLEN", "0");
        await File.AppendAllTextAsync(scene.Log, "ERROR behind\n");

        var back = scene.StartNode();
        await scene.SaidAsync("this consumer group, main, was away for longer than redis.group-expiry", "entries were dropped");
        await scene.SaidAsync("ERROR behind");
        await back.WaitForLineAsync("consumer group main is behind (Expired)");
        Assert.Single(scene.Phone.Accepted, message => message.Text.Contains("this consumer group, main", StringComparison.Ordinal));
    }

    private static Task<object?> AddAsync(Scene scene, int entries) =>
        scene.Redis.CommandAsync("EVAL", Add, "1", Journal, entries.ToString(CultureInfo.InvariantCulture), Entry);
}
