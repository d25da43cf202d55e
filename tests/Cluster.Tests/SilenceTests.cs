using System.Text.Json;

namespace Dachshund.Cluster.Tests;

/// <summary>What people silence from the command line is kept from the phone, by whichever server routes.</summary>
public sealed class SilenceTests
{
    private const string Quick = "dachshund.cluster { offline-after = 8s, recovered-after = 2s, heartbeat-interval = 1s }";

    [Fact]
    public async Task A_silenced_host_that_dies_is_told_once_when_the_silence_ends_whoever_routes_by_then()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = Quick;
        var one = scene.StartServer("one");
        var agent = scene.StartAgent("web");
        await Task.WhenAll(one.WatchingAsync(), agent.WatchingAsync());
        Assert.Equal("no silences", (await scene.AskAsync("web", "silence")).Text);
        var said = await scene.AskAsync("web", "silence", "host=web", "2h", "--why", "disk swap");
        Assert.True(said.Code == 0, said.Text);
        Assert.Contains("host=web until 20", said.Text, StringComparison.Ordinal);
        await agent.KillAsync();
        await CountedAsync(scene, 1);
        await one.KillAsync();
        var two = scene.StartServer("two");
        await two.WatchingAsync();
        Assert.Contains("1 silence", (await scene.AskAsync("two", "status")).Text, StringComparison.Ordinal);

        var list = await scene.AskAsync("two", "silence");
        Assert.Contains("disk swap", list.Text, StringComparison.Ordinal);
        await scene.SaidAsync("offline", "one");
        Assert.DoesNotContain(scene.Phone.Accepted, message => Scene.IsAbout(message, "offline", "web"));
        var id = list.Text.Split('\n')[1].Split(' ')[0];
        Assert.Equal(1, (await scene.AskAsync("two", "silence", "--end", "none")).Code);
        Assert.Contains("has ended", (await scene.AskUntilAsync(0, "two", "silence", "--end", id)).Text, StringComparison.Ordinal);
        await scene.SaidAsync("offline: web", "disk swap", "1 new while silenced");
        await scene.FoldedAsync();
        Assert.Single(scene.Phone.Accepted, message => Scene.IsAbout(message, "offline", "web"));
    }

    [Fact]
    public async Task A_silence_runs_out_by_itself_and_what_is_live_is_told_then()
    {
        await using var scene = await Scene.SetAsync();
        await scene.StartNode().WatchingAsync();
        var said = await scene.AskAsync("hound", "silence", "rule=app", "15s", "--why", "noisy", "--json");
        Assert.True(said.Code == 0, said.Text);
        await File.AppendAllTextAsync(scene.Log, "ERROR one\nERROR two\n");
        await scene.SaidAsync("silence over", "noisy", "2 new while silenced");
        Assert.Equal(2, scene.Told);
        Assert.Equal("no silences", (await scene.AskAsync("hound", "silence")).Text);
    }

    [Fact]
    public async Task Without_a_router_it_is_queued_and_that_is_said()
    {
        await using var scene = await Scene.SetAsync();
        var server = scene.StartServer("one");
        await server.WatchingAsync();
        await server.KillAsync();
        var said = await scene.AskAsync("one", "silence", "host=web", "2h", "--why", "disk swap");
        Assert.Equal(1, said.Code);
        Assert.Contains("queued", said.Text, StringComparison.Ordinal);
        await scene.StartServer("one").WatchingAsync();
        await Deadline.UntilAsync(
            async () => (await scene.AskAsync("one", "silence")).Text.Contains("host=web", StringComparison.Ordinal), () => "it was not folded");
    }

    private static Task CountedAsync(Scene scene, long events) => Deadline.UntilAsync(
        async () =>
        {
            using var list = JsonDocument.Parse((await scene.AskAsync("web", "silence", "--json")).Text);
            return list.RootElement.EnumerateArray().Sum(silence => silence.GetProperty("counted").GetInt64()) == events;
        },
        () => "the silence counts nothing");
}
