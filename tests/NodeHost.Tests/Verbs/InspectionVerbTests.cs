namespace Dachshund.NodeHost.Tests.Verbs;

/// <summary>The verbs that look at a cluster, as far as they need none.</summary>
public class InspectionVerbTests
{
    [Theory]
    [InlineData("cluster show")]
    [InlineData("cluster status")]
    [InlineData("cluster leader")]
    [InlineData("cluster leave")]
    [InlineData("cluster down")]
    [InlineData("cluster forget")]
    [InlineData("shards")]
    [InlineData("singletons")]
    [InlineData("actors")]
    [InlineData("journal")]
    [InlineData("journal forget")]
    public async Task Each_can_answer_as_json(string verb)
    {
        var run = await CommandLine.RunAsync([.. verb.Split(' '), "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--json", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_forgotten_or_put_down_without_a_name()
    {
        foreach (var verb in new[] { "down", "forget" })
            Assert.Equal(2, (await CommandLine.RunAsync("cluster", verb)).ExitCode);
    }
}
