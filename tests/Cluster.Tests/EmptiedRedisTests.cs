using System.Globalization;

namespace Dachshund.Cluster.Tests;

/// <summary>Redis is emptied while the node is down: it goes on where its own data directory says it was.</summary>
public sealed class EmptiedRedisTests
{
    [Theory]
    [InlineData("beginning")]
    [InlineData("end")]
    public async Task Redis_emptied_while_the_node_was_stopped_repeats_no_line_and_loses_none(string from)
    {
        await using var scene = await Scene.SetAsync();
        scene.More = $"dachshund.inputs.app.from = {from}";
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, Lines("ERROR before", 10));
        await File.WriteAllTextAsync(scene.Log + ".quiet", Lines("ERROR before", 3));
        await scene.WaitForToldAsync(13);
        Assert.Equal(0, await node.TerminateAsync());
        await scene.Redis.CommandAsync("FLUSHALL");
        await File.AppendAllTextAsync(scene.Log, Lines("ERROR meanwhile", 7));
        await File.WriteAllTextAsync(scene.Log + ".new", Lines("ERROR in a new file", 5));

        var next = scene.StartNode();
        await next.WaitForLineAsync("Redis was emptied");
        await scene.Journal.WaitForAsync(12);
        await scene.WaitForToldAsync(25);

        // The places are in the new data set now, that of the quiet file too: nothing is left to the hint.
        Assert.Equal(0, await next.TerminateAsync());
        File.Delete(scene.Positions);
        await File.AppendAllTextAsync(scene.Log + ".quiet", Lines("ERROR later", 2));
        await File.WriteAllTextAsync(scene.Log + ".newer", Lines("ERROR in a newer file", 4));
        scene.StartNode();
        await scene.Journal.WaitForAsync(18);
        await scene.WaitForToldAsync(31);
    }

    [Fact]
    public async Task Redis_emptied_after_the_node_was_killed_repeats_no_line_that_the_hint_knows()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, Lines("ERROR before", 10));
        await scene.WaitForToldAsync(10);
        var offset = new FileInfo(scene.Log).Length.ToString(CultureInfo.InvariantCulture);
        await Deadline.UntilAsync(
            async () => File.Exists(scene.Positions)
                && (await File.ReadAllTextAsync(scene.Positions)).Contains($"\"offset\":{offset}", StringComparison.Ordinal),
            () => "the position is not kept");
        await node.KillAsync();
        await scene.Redis.CommandAsync("FLUSHALL");
        await File.AppendAllTextAsync(scene.Log, Lines("ERROR meanwhile", 7));

        scene.StartNode();
        await scene.Journal.WaitForAsync(7);
        await scene.WaitForToldAsync(17);
    }

    private static string Lines(string text, int count) => string.Concat(Enumerable.Repeat(text + "\n", count));
}
