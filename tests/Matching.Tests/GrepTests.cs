using System.Diagnostics;
using System.Globalization;

namespace Dachshund.Matching.Tests;

public sealed class GrepTests
{
    private static readonly string[] Keywords =
        ["ERROR", "error", "INFO", "failed", "a", ":", " ", "0", "block", "authentication failure", "Exception", "\r", "(", "zzzz"];

    public static TheoryData<string> Logs => [.. TestFiles.OwnLogs.Select(log => Path.GetFileName(log))];

    [Theory]
    [MemberData(nameof(Logs))]
    public Task Count_equals_grep_on_every_log_for_every_keyword(string log) =>
        AssertEqualAsync(TestFiles.OwnLogs.Single(path => Path.GetFileName(path) == log));

    [Fact]
    public Task Count_equals_grep_on_logs_that_lie_beside_the_project() => Assert.AllAsync(TestFiles.MoreLogs, AssertEqualAsync);

    private static async Task AssertEqualAsync(string log)
    {
        var content = await File.ReadAllBytesAsync(log);
        foreach (var keyword in Keywords)
            foreach (var ignoreCase in (bool[])[false, true])
                Assert.Equal((keyword, await Grep(log, keyword, ignoreCase)), (keyword, Ours(content, keyword, ignoreCase)));
    }

    private static long Ours(byte[] content, string keyword, bool ignoreCase)
    {
        var rule = new RuleDefinition { Input = "i", Name = "r", Keywords = [keyword], IgnoreCase = ignoreCase };
        return new ChunkMatcher(RuleSet.Compile([rule])).CountMatchingLines(content);
    }

    private static async Task<long> Grep(string log, string keyword, bool ignoreCase)
    {
        var start = new ProcessStartInfo("grep") { RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        foreach (var argument in (string[])["-c", "-a", "-F", .. ignoreCase ? (string[])["-i"] : [], "-e", keyword, log])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return long.Parse(answer, CultureInfo.InvariantCulture);
    }
}
