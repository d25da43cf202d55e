using System.Text.Json;

namespace Dachshund.Cluster.Tests;

/// <summary>The verbs that look at a cluster, and those that take a node out of it.</summary>
public sealed class InspectionTests
{
    // Leases that nobody would take by waiting, within a test.
    private const string Slow = "dachshund.cluster { lease-ttl = 4m, lease-renew = 3s }";
    private static readonly string[] s_servers = ["one", "two", "three"];

    [Fact]
    public async Task Every_verb_says_the_same_whichever_node_is_asked()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        var nodes = s_servers.Select(name => scene.StartServer(name)).Append(scene.StartAgent("web")).ToArray();
        await Task.WhenAll(nodes.Select(node => node.WatchingAsync()));
        await scene.SpreadAsync(s_servers);
        string[] told = [];
        foreach (var verb in new[] { "cluster show", "cluster leader", "cluster status two", "shards", "singletons", "journal" })
        {
            await Deadline.UntilAsync(
                async () =>
                {
                    told = await Task.WhenAll(s_servers.Select(server => FixedAsync(scene, server, verb)));
                    return told.Distinct().Count() == 1;
                },
                () => $"'{verb}' differs:\n{string.Join('\n', told)}");
        }

        var show = await scene.AskAsync("web", "cluster", "show");
        Assert.Equal(0, show.Code);
        Assert.Contains($"4 nodes, 4 up, 3 servers; leader {await scene.OwnerOfAsync("alert-router")}", show.Text, StringComparison.Ordinal);
        foreach (var server in s_servers)
            Assert.Contains("/user/leases/shard-", (await scene.AskUntilAsync(0, "web", "actors", "--node", server)).Text, StringComparison.Ordinal);
        Assert.Equal("/user", (await scene.AskUntilAsync(0, "web", "actors", "-d", "0")).Text.Split('\n')[1].Split(' ')[0]);
    }

    [Fact]
    public async Task Servers_that_do_not_agree_are_named_with_the_key()
    {
        await using var scene = await Scene.SetAsync();
        var one = scene.StartServer("one");
        await one.WatchingAsync();
        scene.More = "dachshund { node.address = hound.example, alerting.group-wait = 9s }";
        var two = scene.StartServer("two");
        await two.WatchingAsync();
        var show = await scene.AskAsync("one", "cluster", "show");
        Assert.Contains("differ in alerting.group-wait: give", show.Text, StringComparison.Ordinal);
        Assert.Contains("hound.example", show.Text, StringComparison.Ordinal);
        var check = await scene.AskAsync("two", "check");
        Assert.Contains("warning: this configuration and one differ in alerting.group-wait: give", check.Text, StringComparison.Ordinal);
        Assert.Contains("this node is reached by hound.example (node.address)", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_that_is_asked_to_leave_hands_over_and_ends_well()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        scene.More = Slow;
        var (one, two) = (scene.StartServer("one"), scene.StartServer("two"));
        await Task.WhenAll(one.WatchingAsync(), two.WatchingAsync());
        await scene.SpreadAsync("one", "two");
        Assert.Contains("two has left", (await scene.AskUntilAsync(0, "one", "cluster", "leave", "two")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await two.ExitAsync());
        await scene.SpreadAsync("one");
        Assert.Equal("one", (await scene.AskUntilAsync(0, "one", "cluster", "leader")).Text);
        var status = await scene.AskUntilAsync(1, "one", "cluster", "status", "two");
        Assert.Contains("left", status.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await scene.AskAsync("one", "cluster", "leave", "twwo")).Code);
    }

    [Fact]
    public async Task Node_that_hangs_is_put_down_and_one_that_is_gone_is_forgotten()
    {
        await using var scene = await Scene.SetAsync(partitions: 8);
        scene.More = Slow;
        var servers = new Dictionary<string, NodeProcess> { ["one"] = scene.StartServer("one"), ["two"] = scene.StartServer("two") };
        await Task.WhenAll(servers.Values.Select(server => server.WatchingAsync()));
        await scene.SpreadAsync("one", "two");
        var hung = await scene.OwnerOfAsync("alert-router");
        var other = hung == "one" ? "two" : "one";
        Assert.Contains("beats", (await scene.AskAsync(other, "cluster", "forget", hung)).Text, StringComparison.Ordinal);

        await servers[hung].SignalAsync("STOP");
        Assert.Contains("silent", (await scene.AskUntilAsync(1, other, "actors", "--node", hung)).Text, StringComparison.Ordinal);
        Assert.Contains("silent", (await scene.AskUntilAsync(1, other, "cluster", "leave", hung)).Text, StringComparison.Ordinal);
        await scene.AskUntilAsync(0, other, "cluster", "down", hung);
        await scene.SpreadAsync(other);
        Assert.Equal(other, await scene.OwnerOfAsync("alert-router"));
        await servers[hung].SignalAsync("CONT");
        Assert.Equal(2, await servers[hung].ExitAsync());
        Assert.Contains(servers[hung].Lines, line => line.Contains("no longer the node", StringComparison.Ordinal));

        await scene.AskUntilAsync(0, other, "cluster", "forget", hung);
        Assert.Contains("no node named", (await scene.AskUntilAsync(1, other, "cluster", "status", hung)).Text, StringComparison.Ordinal);
        Assert.Contains("1 node, 1 up", (await scene.AskAsync(other, "cluster", "show")).Text, StringComparison.Ordinal);
    }

    /// <summary>What a verb says, without what changes from one second to the next.</summary>
    private static async Task<string> FixedAsync(Scene scene, string node, string verb)
    {
        var said = await scene.AskAsync(node, [.. verb.Split(' '), "--json"]);
        if (said.Code != 0)
            return $"{said.Code}: {said.Text}";
        using var document = JsonDocument.Parse(said.Text);
        return string.Join(' ', Leaves("", document.RootElement));
    }

    private static IEnumerable<string> Leaves(string name, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name.EndsWith("Ms", StringComparison.Ordinal)
            ? []
            : Leaves(property.Name, property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Leaves(name, item)),
        _ => [$"{name}={element}"],
    };
}
