using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>Whoever reads what is printed may stop reading.</summary>
public sealed class BrokenPipeTests
{
    [Fact]
    public async Task Watch_ends_quietly_when_nobody_reads_it_any_more()
    {
        using var folder = new TestFolder();
        var log = Path.Combine(folder.Path, "app.log");
        await using var writer = LogWriter.Start(log, 60_000);
        await using var node = NodeProcess.StartPiped(folder.Path, "head -n 1", "watch", log, "--keyword", "ERROR", "--from", "beginning");
        await node.WaitForLineAsync("exit ");
        Assert.Equal(0, await node.ExitAsync());
        Assert.Equal("exit 0", node.Lines[^1]);
        foreach (var sign in new[] { "Unhandled", "   at ", "pipe", "not written" })
            Assert.DoesNotContain(node.Lines, line => line.Contains(sign, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_one_line_and_a_failure()
    {
        using var folder = new TestFolder();
        await using var config = NodeProcess.StartPiped(folder.Path, "true", "config");
        await config.WaitForLineAsync("exit ");
        Assert.Equal("exit 0", config.Lines[^1]);

        await using var full = NodeProcess.StartInto(folder.Path, "/dev/full", "config");
        Assert.Equal(2, await full.ExitAsync());
        Assert.StartsWith("dachshund: standard output can't be written: ", Assert.Single(full.Lines), StringComparison.Ordinal);
    }
}
