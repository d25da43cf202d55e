using System.Text;

namespace Dachshund.Matching.Tests;

public sealed class ChunkMatcherTests
{
    [Fact]
    public void Lines_of_one_template_are_one_group_with_exact_offsets()
    {
        var rules = RuleSet.Compile([new RuleDefinition { Input = "app", Name = "error", Keywords = ["ERROR"] }]);
        var content = Encoding.UTF8.GetBytes("ok\nERROR code 17\r\nfine\nERROR code 4\nERROR other");

        var result = new ChunkMatcher(rules).Match(content, 1000);

        Assert.Equal(5, result.Lines);
        Assert.Equal(3, result.MatchedLines);
        Assert.Equal(2, result.Groups.Length);
        var group = result.Groups[0];
        Assert.Equal(("app", "error", Severity.Error), (group.Input, group.Rule, group.Severity));
        Assert.Equal("ERROR code <*>", group.Template);
        Assert.Equal((2, 1003, 1036), (group.Count, group.FirstOffset, group.LastEnd));
        MatchSample[] samples = [new(1003, 13, "ERROR code 17"), new(1023, 12, "ERROR code 4")];
        Assert.Equal(samples, group.Samples.ToArray());
        Assert.Equal(1047, result.Groups[1].LastEnd);
    }
}
