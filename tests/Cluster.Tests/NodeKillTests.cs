namespace Dachshund.Cluster.Tests;

/// <summary>The node dies at any moment: every line is counted once, and the phone hears of each once.</summary>
public sealed class NodeKillTests
{
    /// <summary>How often it is killed: <c>make chaos</c> has the time for twenty.</summary>
    private static readonly int s_kills = Environment.GetEnvironmentVariable("DACHSHUND_CHAOS_SEEDS") is null ? 10 : 20;

    [Fact]
    public async Task A_node_killed_again_and_again_while_a_log_is_written_counts_each_line_once()
    {
        await using var scene = await Scene.SetAsync();
        await using var writer = LogWriter.Start(scene.Log, 1500 * s_kills);
        var random = new Random(20);
        for (var kill = 0; kill < s_kills; kill++)
        {
            var node = scene.StartNode();
            await node.WatchingAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 300)), TimeProvider.System);
            await node.KillAsync();
        }

        await writer.DoneAsync();
        scene.StartNode();
        var entries = await scene.Journal.WaitForAsync(writer.Errors);
        JournalView.AssertDisjoint(entries);

        // What was on its way at a kill is sent again, and says so; everything else came once.
        await scene.WaitForToldDistinctAsync(writer.Errors);
    }

    [Fact]
    public async Task Watch_goes_on_where_it_was_after_a_kill_and_leaves_nothing_after_a_signal()
    {
        await using var scene = await Scene.SetAsync();
        await File.WriteAllTextAsync(scene.Log, "ok\nERROR first\n");
        string[] command = ["watch", scene.Log, "--keyword", "ERROR", "--from", "beginning"];
        var first = NodeProcess.Start(scene.Folder, command);
        await using (first)
        {
            var watching = await first.WatchingAsync();
            Assert.True(await first.WaitForLineAsync("ERROR first") < watching, "the alerts come before the line that says it watches");
            await first.KillAsync();
        }

        await File.AppendAllTextAsync(scene.Log, "ERROR second\n");
        await using var again = NodeProcess.Start(scene.Folder, command);
        await again.WatchingAsync();
        await again.WaitForLineAsync("ERROR second");
        await File.AppendAllTextAsync(scene.Log, "ERROR second\nERROR a third kind\n");
        await again.WaitForLineAsync("ERROR a third kind");
        Assert.DoesNotContain(again.Lines, line => line.Contains("ERROR first", StringComparison.Ordinal));
        Assert.Equal(0, await again.TerminateAsync());
        Assert.Empty(ProcessesOf(scene.Folder));
    }

    /// <summary>Processes whose command line or folder is below the scene's folder: the embedded Redis would be.</summary>
    private static List<string> ProcessesOf(string folder) =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Select(process => (process, Target: TryReadLink(Path.Combine(process, "cwd"))))
            .Where(entry => entry.Target?.StartsWith(folder, StringComparison.Ordinal) == true)
            .Select(entry => entry.process)];

    private static string? TryReadLink(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
