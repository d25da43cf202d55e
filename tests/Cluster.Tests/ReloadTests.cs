namespace Dachshund.Cluster.Tests;

/// <summary>SIGHUP: the node goes on with the configuration that is in the file now, if it is one.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task A_node_reloaded_while_a_log_is_written_tells_each_line_once_and_alerts_on_a_keyword_that_was_added()
    {
        await using var scene = await Scene.SetAsync();
        await using var writer = LogWriter.Start(scene.Log, 6_000);
        var node = scene.StartNode();
        var line = await node.WatchingAsync();
        for (var reload = 1; !writer.IsDone; reload++)
        {
            scene.Configure($"dachshund.alerting.history = {reload}h");
            await node.SignalAsync("HUP");
            line = await node.WaitForLineAsync("reloaded", line + 1);
            Assert.Contains("changed: alerting.history", node.Lines[line], StringComparison.Ordinal);
        }

        await scene.WaitForToldAsync(writer.Errors);
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(writer.Errors));

        scene.Configure("dachshund.inputs.app.keywords = [ERROR, PANIC]");
        await node.SignalAsync("HUP");
        await node.WaitForLineAsync("reloaded", line + 1);
        await File.AppendAllTextAsync(scene.Log, "PANIC out of beer\nERROR the very last\n");
        await scene.WaitForToldAsync(writer.Errors + 2);
        Assert.Empty(scene.Repeats);
        Assert.Equal(0, await node.TerminateAsync());
        Assert.DoesNotContain(node.Lines, said => said.Contains("/user/files was not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_file_keeps_the_old_configuration_and_says_each_error_with_its_place()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        var line = await node.WatchingAsync();
        var good = scene.Configure("dachshund.inputs.app.keywords = [PANIC]\ndachshund.inputs.app.keyword = x\ndachshund.cluster.lease-ttl = soon");
        await node.SignalAsync("HUP");
        line = await node.WaitForLineAsync("not reloaded", line);
        Assert.Contains($"hound.conf:{good + 2}: inputs.app.keyword: there is no such key", node.Lines[line - 2], StringComparison.Ordinal);
        Assert.Contains($"hound.conf:{good + 3}: cluster.lease-ttl: ", node.Lines[line - 1], StringComparison.Ordinal);

        await File.WriteAllTextAsync(scene.Log, "ERROR as before\nPANIC not yet\n");
        await scene.WaitForToldAsync(1);
    }

    [Fact]
    public async Task What_needs_a_restart_keeps_its_value_and_the_embedded_Redis_runs_on()
    {
        await using var scene = await Scene.SetAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR one\n");
        scene.More = "dachshund.redis.connection = embedded, dachshund.redis.partitions = auto";
        var node = scene.StartNode();
        var line = await node.WatchingAsync();
        await scene.WaitForToldAsync(1);
        var redis = scene.EmbeddedRedisOf("hound");

        scene.Configure("dachshund.node.name = other\ndachshund.redis.namespace = elsewhere\ndachshund.inputs.app.keywords = [ERROR, PANIC]");
        await node.SignalAsync("HUP");
        line = await node.WaitForLineAsync("node.name needs a restart", line);
        line = await node.WaitForLineAsync("redis.namespace needs a restart", line);
        line = await node.WaitForLineAsync("reloaded", line);
        Assert.EndsWith("(changed: inputs.app.keywords)", node.Lines[line], StringComparison.Ordinal);
        await File.AppendAllTextAsync(scene.Log, "PANIC two\n");
        await scene.WaitForToldAsync(2);
        Assert.Equal(redis, scene.EmbeddedRedisOf("hound"));
        Assert.Contains("PANIC two", scene.Phone.Accepted[^1].Text, StringComparison.Ordinal);
        Assert.Contains("app hound", scene.Phone.Accepted[^1].Text, StringComparison.Ordinal);
        Assert.Equal(0, await node.TerminateAsync());
    }
}
