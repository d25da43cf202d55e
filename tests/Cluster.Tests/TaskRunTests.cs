namespace Dachshund.Cluster.Tests;

/// <summary>Commands that are run as tasks, as cron runs them, with a real node and Redis.</summary>
public sealed class TaskRunTests
{
    [Fact]
    public async Task Command_is_run_as_if_alone_and_how_it_ended_is_told()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();

        await using (var failing = Start(scene, "backup", "echo begun; echo token=abcdefgh12345678 >&2; exit 3"))
        {
            Assert.Equal(3, await failing.ExitAsync());
            Assert.Equal(["begun", "token=abcdefgh12345678"], failing.Lines.Order(StringComparer.Ordinal));
        }

        await scene.SaidAsync("task backup hound", "failed", "exit 3", "begun");
        Assert.DoesNotContain(scene.Phone.Accepted, message => message.Text.Contains("abcdefgh12345678", StringComparison.Ordinal));

        // What a signal ends is ended by that signal, in the command.
        await using (var stopped = Start(scene, "sync", "trap 'echo caught; exit 5' TERM; echo ready; while :; do sleep 0.05; done"))
        {
            await stopped.WaitForLineAsync("ready");
            await stopped.SignalAsync("TERM");
            Assert.Equal(5, await stopped.ExitAsync());
            Assert.Contains("caught", stopped.Lines);
        }

        await scene.SaidAsync("task sync hound", "exit 5", "caught");
        await using (var well = Start(scene, "sync", "exit 0"))
            Assert.Equal(0, await well.ExitAsync());

        // All of its output reaches whoever reads it, however slowly.
        await using (var slow = NodeProcess.StartPiped(
            scene.Folder, "(sleep 3; wc -c)", "task", "run", "dump", "-c", "hound.conf", "--", "sh", "-c", "head -c 300000 /dev/zero"))
        {
            await slow.ExitAsync();
            Assert.Equal(["300000", "exit 0"], slow.Lines);
        }

        Assert.Equal(2, (await scene.AskAsync("hound", "task", "run", "x", "--host", "Web-1", "true")).Code);

        // Redis away is no reason not to run.
        await scene.Redis.KillAsync();
        var done = Path.Combine(scene.Folder, "done");
        await using (var alone = Start(scene, "sync", $"echo ran > {done}"))
        {
            await Deadline.UntilAsync(() => Task.FromResult(File.Exists(done)), () => "the command waits for Redis");
            await scene.Redis.RestartAsync();
            Assert.Equal(0, await alone.ExitAsync());
        }

        await scene.FoldedAsync();
        var list = await scene.AskUntilAsync(1, "hound", "task", "list");
        Assert.Matches(@"ERR +hound +backup .* run exit 3", list.Text);
        Assert.Matches(@"NEW +hound +sync .* exit 0", list.Text);

        Assert.Equal(0, (await scene.AskAsync("hound", "task", "forget", "backup")).Code);
        await scene.AskUntilAsync(0, "hound", "task", "list");
        Assert.Equal(1, (await scene.AskAsync("hound", "task", "forget", "backup")).Code);
        await using var missing = NodeProcess.Start(scene.Folder, "task", "run", "none", "-c", "hound.conf", "--", "/no/such");
        Assert.Equal(127, await missing.ExitAsync());
    }

    private static NodeProcess Start(Scene scene, string task, string script) =>
        NodeProcess.Start(scene.Folder, "task", "run", task, "-c", "hound.conf", "--", "sh", "-c", script);
}
