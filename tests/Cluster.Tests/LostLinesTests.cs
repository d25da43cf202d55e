using static System.FormattableString;

namespace Dachshund.Cluster.Tests;

/// <summary>Lines that were lost in silence while everything was alive. Each test is named after what was lost.</summary>
public sealed class LostLinesTests
{
    [Fact]
    public async Task All_lines_after_a_truncation_that_came_while_Redis_was_slow()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = $$"""dachshund.inputs.app.paths = ["{{scene.Log}}"]""";
        var node = scene.StartNode();
        await node.WatchingAsync();
        var (before, inFlight) = (Lines("before", 10), Lines("in flight", 10));
        await File.AppendAllTextAsync(scene.Log, before);
        await scene.Journal.WaitForAsync(10);

        await scene.Redis.StopAsync();
        var read = node.BytesRead;
        await File.AppendAllTextAsync(scene.Log, inFlight);
        await node.ReadsAsync(read + inFlight.Length);
        read = node.BytesRead;
        await File.WriteAllTextAsync(scene.Log, Lines("new", 5));
        await node.ReadsAsync(read + 1);
        await scene.Redis.ContinueAsync();
        await File.AppendAllTextAsync(scene.Log, Lines("after", 10));

        // On a busy machine the node may not have come to the lines before the truncation: then it says which it lost.
        var named = 0;
        await Deadline.UntilAsync(
            async () =>
            {
                var lost = (await scene.Journal.LostAsync()).Select(lost => (before + inFlight)[(int)lost.First..(int)lost.End]);
                named = lost.Sum(text => text.Count(letter => letter == '\n'));
                return (await scene.Journal.MatchesAsync()).Sum(entry => entry.Count) + named >= 35;
            },
            () => $"lines are missing, {named} are named as lost");
        await scene.WaitForToldAsync(35 - named);
    }

    [Fact]
    public async Task All_lines_of_the_middle_files_when_a_log_was_renamed_three_times_while_Redis_was_away()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = $$"""dachshund.inputs.app.paths = ["{{scene.Log}}"]""";
        var node = scene.StartNode();
        await node.WatchingAsync();
        await File.AppendAllTextAsync(scene.Log, Lines("first", 10));
        await scene.Journal.WaitForAsync(10);

        await scene.Redis.StopAsync();
        for (var round = 1; round <= 3; round++)
        {
            await File.AppendAllTextAsync(scene.Log, Lines("unread", 10));
            for (var older = round; older > 1; older--)
                File.Move($"{scene.Log}.{older - 1}", $"{scene.Log}.{older}");
            File.Move(scene.Log, $"{scene.Log}.1");
            await File.WriteAllTextAsync(scene.Log, Lines("next", 10));
            await node.HoldsAsync(scene.Log);
        }

        await scene.Redis.ContinueAsync();
        await scene.WaitForToldAsync(70);
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(70));
    }

    [Fact]
    public async Task All_lines_of_one_write_that_three_hundred_rules_match()
    {
        await using var scene = await Scene.SetAsync();
        var log = scene.LogOf("-many");
        await File.WriteAllTextAsync(log, "");
        var rules = string.Concat(Enumerable.Range(0, 300).Select(rule => Invariant($"r{rule} {{ keywords = [\"K{rule:d3}\"] }}\n")));
        scene.More = $"dachshund.inputs.many {{ paths = [\"{log}\"], from = beginning, rules {{\n{rules}}} }}";
        var node = scene.StartNode();
        await node.WatchingAsync();
        var lines = string.Concat(Enumerable.Range(0, 3000).Select(line => Invariant($"K{line % 300:d3} happened\n")));
        // One write, so that they can be one chunk.
        await using (var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(lines));
        JournalView.AssertDisjoint(await scene.Journal.WaitForAsync(3000));
    }

    private static string Lines(string text, int count) =>
        string.Concat(Enumerable.Range(1, count).Select(line => Invariant($"ERROR {text} {line}\n")));
}
