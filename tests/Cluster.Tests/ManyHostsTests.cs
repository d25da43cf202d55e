using Dachshund.Journal;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>Hosts that are lost together, a rack or a network, are one message.</summary>
public sealed class ManyHostsTests
{
    private const int Hosts = 400;
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Hosts_that_are_lost_at_once_are_one_message_and_so_is_nothing_about_one_that_beats()
    {
        await using var scene = await Scene.SetAsync(partitions: 4);
        // Long enough for every shard's look on a busy machine.
        scene.More = "dachshund { cluster { offline-after = 6s, recovered-after = 2s, heartbeat-interval = 1s }, alerting.group-wait = 10s }";
        await scene.StartServer("one").WatchingAsync();
        var options = new JournalOptions
        {
            Connection = scene.Redis.Connection, Partitions = scene.Partitions, OfflineAfter = TimeSpan.FromSeconds(6),
            CallTimeout = TimeSpan.FromSeconds(20),
        };
        await using var hosts = await SimulatedHosts.StartAsync(options, Hosts, s_beat);
        var lost = Enumerable.Range(1, Hosts - 1).Select(SimulatedHosts.NameOf).ToArray();
        hosts.Silence(lost);
        await Deadline.UntilAsync(
            () => Task.FromResult(scene.Phone.Accepted.Count > 0), () => "nobody says that the hosts are lost");
        var message = Assert.Single(scene.Phone.Accepted);
        Assert.Contains($"offline: {lost.Length} hosts: ", message.Text, StringComparison.Ordinal);
        Assert.Matches($@"\n{lost.Length} hosts: (sim-\d+, ){{4}}sim-\d+ …", message.Text);
        Assert.DoesNotContain(SimulatedHosts.NameOf(0), message.Text, StringComparison.Ordinal);
    }
}
