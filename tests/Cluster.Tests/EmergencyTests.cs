namespace Dachshund.Cluster.Tests;

/// <summary>When Redis is away nobody can route, and the nodes themselves say so.</summary>
public sealed class EmergencyTests
{
    [Fact]
    public async Task An_outage_of_Redis_is_said_once_at_its_start_and_once_at_its_end_through_a_restart()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = "dachshund.emergency { channels = [ding], after = 10s }";
        var node = scene.StartNode();
        await node.WatchingAsync();
        await scene.Redis.StopAsync();
        await scene.SaidAsync("Redis is away: hound", "nothing is lost");
        await node.WaitForLineAsync("told ding that Redis is away");
        await node.KillAsync();
        await File.AppendAllTextAsync(scene.Log, "ERROR meanwhile\n");
        node = scene.StartNode();
        await node.WaitForLineAsync("waiting for Redis");
        await scene.Redis.ContinueAsync();
        await node.WatchingAsync();
        await scene.SaidAsync("Redis is back: hound");
        await scene.SaidAsync("ERROR meanwhile");
        foreach (var words in new[] { "Redis is away", "Redis is back" })
            Assert.Single(scene.Phone.Accepted, message => message.Text.Contains(words, StringComparison.Ordinal));
    }
}
