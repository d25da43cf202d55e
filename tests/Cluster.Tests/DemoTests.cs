using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Dachshund.Cluster.Tests;

/// <summary>The tour, as a user takes it: real nodes, and nothing of them afterwards.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task The_tour_keeps_its_promises_and_leaves_nothing_behind()
    {
        using var folder = new TestKit.Redis.TestFolder();
        await using var demo = Start(folder.Path, "LANG=C.UTF-8");
        var address = await AddressAsync(demo);
        using var browser = new HttpClient();
        Assert.Contains("EventSource", await browser.GetStringAsync(address), StringComparison.Ordinal);

        Assert.Equal(0, await demo.ExitAsync());
        var said = string.Join('\n', demo.Lines);
        var written = Figure(said, "lines written +([0-9,]+) errors");
        Assert.True(written > 0, said);
        Assert.Equal(written, Figure(said, "lines in messages +([0-9,]+)"));
        Assert.Matches(@"messages +[0-9]+: [0-9]+ of errors, 1 offline, 1 recovered", said);
        Assert.Matches(@"take-over +[0-9.]+ s, [0-9.]+ s after kill -9", said);
        Assert.Matches(@"repeats +0\b", said);
        await AssertNothingIsLeftAsync(folder.Path, address);
    }

    [Fact]
    public async Task A_tour_that_is_ended_early_leaves_nothing_behind_either()
    {
        using var folder = new TestKit.Redis.TestFolder();
        await using var demo = Start(folder.Path, "LANG=zh_CN.UTF-8");
        var address = await AddressAsync(demo);
        using var browser = new HttpClient();
        Assert.Contains("<html lang=\"zh\">", await browser.GetStringAsync(address), StringComparison.Ordinal);
        await demo.WaitForLineAsync("three nodes run");
        // Not INT, which a shell lets its background processes ignore.
        await demo.SignalAsync("TERM");
        Assert.Equal(2, await demo.ExitAsync());
        await AssertNothingIsLeftAsync(folder.Path, address);
    }

    private static NodeProcess Start(string folder, string language) =>
        NodeProcess.StartWith(folder, [$"TMPDIR={folder}", language], "demo");

    private static async Task<string> AddressAsync(NodeProcess demo)
    {
        var line = await demo.WaitForLineAsync("the phone: ");
        return Address().Match(demo.Lines[line]).Value;
    }

    private static long Figure(string text, string pattern) =>
        Regex.Match(text, pattern) is { Success: true } match
            ? long.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"no {pattern} in: {text}");

    /// <summary>No folder, no process that works in it or was started with it, no port.</summary>
    private static async Task AssertNothingIsLeftAsync(string folder, string address)
    {
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        foreach (var process in Process.GetProcesses())
        {
            using (process)
                Assert.DoesNotContain(folder + "/dachshund-demo-", About(process.Id), StringComparison.Ordinal);
        }

        using var browser = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetStringAsync(address));
    }

    private static string About(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline") + new FileInfo($"/proc/{process}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex Address();
}
