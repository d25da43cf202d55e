using Dachshund.NodeHost.Verbs;

namespace Dachshund.NodeHost.Tests.Verbs;

public sealed class SilenceVerbTests
{
    [Fact]
    public void Labels_and_a_duration_are_understood_in_any_order()
    {
        var arguments = SilenceArguments.Parse(["host=web-07", "90m", "kind=offline", "host=web-*"], "why", out _);
        Assert.NotNull(arguments);
        Assert.Equal(["host", "kind"], arguments.Labels.Keys);
        Assert.Equal(["web-07", "web-*"], arguments.Labels["host"]);
        Assert.Equal(TimeSpan.FromMinutes(90), arguments.Duration);
        Assert.Null(arguments.Suspect);
        Assert.Equal(("hots", "host"), SilenceArguments.Parse(["hots=a", "1d"], "why", out _)?.Suspect);
    }

    [Theory]
    [InlineData("2h", "wants a label")]
    [InlineData("host=web-07", "wants a duration")]
    [InlineData("host=* 2h", "would silence everything")]
    [InlineData("host=a 2h 3h", "neither LABEL=VALUE nor a duration")]
    [InlineData("host=a 2", "neither LABEL=VALUE nor a duration")]
    [InlineData("host= 2h", "neither LABEL=VALUE nor a duration")]
    [InlineData("host=a 2weeks", "neither LABEL=VALUE nor a duration")]
    [InlineData("host=a 0s", "lasts from 1s to 365d")]
    [InlineData("host=a 366d", "lasts from 1s to 365d")]
    public async Task What_can_not_be_is_said_in_one_line_with_its_remedy(string words, string problem)
    {
        var run = await CommandLine.RunAsync(["silence", .. words.Split(' '), "--why", "disk swap"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_silence_wants_a_reason_and_an_end_nothing_but_an_id()
    {
        Assert.Contains("wants --why", (await CommandLine.RunAsync("silence", "host=a", "2h")).Error, StringComparison.Ordinal);
        Assert.Contains("wants --why", (await CommandLine.RunAsync("silence", "host=a", "2h", "--why", " ")).Error, StringComparison.Ordinal);
        Assert.Contains("nothing else", (await CommandLine.RunAsync("silence", "host=a", "--end", "x")).Error, StringComparison.Ordinal);
        Assert.Contains("--json", (await CommandLine.RunAsync("silence", "--help")).Out, StringComparison.Ordinal);
    }
}
