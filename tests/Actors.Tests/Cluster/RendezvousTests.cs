using Dachshund.Actors.Cluster;

namespace Dachshund.Actors.Tests.Cluster;

public sealed class RendezvousTests
{
    private static readonly string[] s_shards = [.. Enumerable.Range(0, 1600).Select(number => $"shard-{number}")];

    [Fact]
    public void Server_that_leaves_moves_only_what_it_had()
    {
        string[] servers = ["web-1", "web-2", "web-3", "web-4"];
        foreach (var shard in s_shards)
        {
            var before = Rendezvous.First(shard, servers);
            var after = Rendezvous.First(shard, servers.Where(server => server != "web-2"));
            Assert.Equal(before == "web-2" ? after : before, after);
        }
    }

    [Fact]
    public void Every_server_gets_about_its_share()
    {
        var counts = s_shards.CountBy(shard => Rendezvous.First(shard, ["web-1", "web-2", "web-3", "web-4"])).ToDictionary();
        Assert.All(counts.Values, count => Assert.InRange(count, 320, 480));
        Assert.Equal(4, counts.Count);
    }

    [Fact]
    public void Order_of_the_servers_does_not_matter() =>
        Assert.All(s_shards, shard => Assert.Equal(
            Rendezvous.First(shard, ["web-1", "web-2", "web-3"]), Rendezvous.First(shard, ["web-3", "web-1", "web-2"])));
}
