namespace Dachshund.Cluster.Tests;

/// <summary>Logs are rotated, truncated and replaced, while the node runs and while it doesn't.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task A_log_renamed_away_is_read_to_its_end_and_then_its_successor_from_the_beginning()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        for (var round = 1; round <= 5; round++)
        {
            await File.AppendAllTextAsync(scene.Log, "ERROR one\nok\nERROR two\n");
            File.Move(scene.Log, $"{scene.Log}.{round}");
            await File.AppendAllTextAsync($"{scene.Log}.{round}", "ERROR written after the rename\n");
            await File.WriteAllTextAsync(scene.Log, "ERROR first of the new file\n");
        }

        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(20));
    }

    [Fact]
    public async Task What_was_written_and_rotated_while_the_node_was_dead_is_found()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR before\n");
        await scene.Journal.WaitForAsync(1);
        await node.KillAsync();

        await File.AppendAllTextAsync(scene.Log, "ERROR while dead\n");
        File.Move(scene.Log, scene.Log + "-old");
        await File.WriteAllTextAsync(scene.Log, "ERROR in the new file\n");
        scene.StartNode();
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(3));
    }

    [Fact]
    public async Task A_truncated_log_is_read_again_from_its_beginning()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR a first long line of the old content\nERROR another\n");
        await scene.Journal.WaitForAsync(2);
        for (var round = 1; round <= 3; round++)
        {
            await File.WriteAllTextAsync(scene.Log, $"ERROR new content {round}\n");
            await scene.Journal.WaitForAsync(2 + round);
        }
    }

    [Fact]
    public async Task A_half_line_is_kept_back_until_its_end_comes()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR whole\nERROR ha");
        await scene.Journal.WaitForAsync(1);
        await File.AppendAllTextAsync(scene.Log, "lf\n");
        await scene.Journal.WaitForAsync(2);
        await scene.WaitForToldAsync(2);
        Assert.Contains(scene.Phone.Accepted, message => message.Text.Contains("ERROR half", StringComparison.Ordinal));
    }
}
