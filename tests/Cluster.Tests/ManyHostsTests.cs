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
        await using var hosts = await SimulatedHosts.StartAsync(OptionsOf(scene, TimeSpan.FromSeconds(6)), Hosts, s_beat);
        var lost = Enumerable.Range(1, Hosts - 1).Select(SimulatedHosts.NameOf).ToArray();
        hosts.Silence(lost);
        await Deadline.UntilAsync(
            () => Task.FromResult(scene.Phone.Accepted.Count > 0), () => "nobody says that the hosts are lost");
        var message = Assert.Single(scene.Phone.Accepted);
        Assert.Contains($"offline: {lost.Length} hosts: ", message.Text, StringComparison.Ordinal);
        Assert.Matches($@"\n{lost.Length} hosts: (sim-\d+, ){{4}}sim-\d+ …", message.Text);
        Assert.DoesNotContain(SimulatedHosts.NameOf(0), message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_that_is_away_takes_no_host_offline_but_the_one_that_died_meanwhile()
    {
        await using var scene = await Scene.SetAsync(partitions: 4);
        var offlineAfter = TimeSpan.FromSeconds(10);
        scene.More = "dachshund.cluster { offline-after = 10s, recovered-after = 2s, heartbeat-interval = 1s }";
        await scene.StartServer("one").WatchingAsync();
        await using var hosts = await SimulatedHosts.StartAsync(OptionsOf(scene, offlineAfter), 50, s_beat);
        var dead = SimulatedHosts.NameOf(7);
        await scene.Redis.StopAsync();
        hosts.Silence([dead]);
        // The outage itself: longer than a host may be silent.
        await Task.Delay(offlineAfter * 1.5, TimeProvider.System);
        await scene.Redis.ContinueAsync();
        await Deadline.UntilAsync(
            () => Task.FromResult(scene.Phone.Accepted.Count > 0), () => "nobody says that the host is lost");
        Assert.Contains($"offline: {dead}", Assert.Single(scene.Phone.Accepted).Text, StringComparison.Ordinal);
    }

    private static JournalOptions OptionsOf(Scene scene, TimeSpan offlineAfter) => new()
    {
        Connection = scene.Redis.Connection, Partitions = scene.Partitions, OfflineAfter = offlineAfter,
        CallTimeout = TimeSpan.FromSeconds(60),
    };
}
