namespace Dachshund.NodeHost.Tests.Verbs;

public class UsageTests
{
    [Theory]
    [InlineData("wach app.log --keyword ERROR", "there is no verb 'wach'; did you mean 'watch'?", "")]
    [InlineData("statsu", "there is no verb 'statsu'; did you mean 'status'?", "")]
    [InlineData("cluster shwo", "there is no verb 'cluster shwo'; did you mean 'show'?", "cluster ")]
    [InlineData("cluster down", "'cluster down' wants a HOST", "cluster down ")]
    [InlineData("cluster show --jsno", "there is no option '--jsno'; did you mean '--json'?", "cluster show ")]
    [InlineData("try", "'try' wants at least one FILE", "try ")]
    [InlineData("watch f --from middle", "Argument 'middle' not recognized. Must be one of: 'end' 'beginning'", "watch ")]
    [InlineData("try f --keyword", "Required argument missing for option: '--keyword'", "try ")]
    [InlineData("actors --depth x", "--depth is a number from 0 to 100", "actors ")]
    [InlineData("bark", "there is no verb 'bark'", "")]
    [InlineData("", "no verb was given", "")]
    [InlineData("watch app.log --keywrd ERROR", "there is no option '--keywrd'; did you mean '--keyword'?", "watch ")]
    [InlineData("try app.log --cuont", "there is no option '--cuont'; did you mean '--count'?", "try ")]
    [InlineData("watch app.log --json", "there is no option '--json'", "watch ")]
    [InlineData("run --jason", "there is no option '--jason'", "run ")]
    [InlineData("run now", "'run' takes no 'now'", "run ")]
    [InlineData("status --confg=x", "there is no option '--confg'; did you mean '--config'?", "status ")]
    public async Task What_is_misspelt_is_refused_with_the_nearest_right_word(string line, string expected, string verb)
    {
        var run = await CommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal($"dachshund: {expected}\ndachshund: 'dachshund {verb}--help' says more\n", run.Error);
    }

    [Fact]
    public async Task The_version_is_plain()
    {
        var run = await CommandLine.RunAsync("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\A\d+\.\d+\.\d+\n\z", run.Out);
    }

    [Fact]
    public async Task Help_names_a_default_once()
    {
        var run = await CommandLine.RunAsync("watch", "--help");
        Assert.Equal(0, run.ExitCode);
        var from = Assert.Single(run.Out.Split('\n'), line => line.Contains("--from", StringComparison.Ordinal));
        Assert.DoesNotContain("(default)", from, StringComparison.Ordinal);
        Assert.Contains("[default: end]", run.Out, StringComparison.Ordinal);
    }
}
