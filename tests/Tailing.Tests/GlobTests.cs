using Dachshund.Tailing.Globs;

namespace Dachshund.Tailing.Tests;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.log", "app.log", true)]
    [InlineData("*.log", ".log", false)]
    [InlineData("*.log", "app.log.1", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("app?.log", "app1.log", true)]
    [InlineData("app?.log", "app.log", false)]
    [InlineData("?app", ".app", false)]
    [InlineData("[.]app", ".app", false)]
    [InlineData("[a-c1]x", "bx", true)]
    [InlineData("[a-c1]x", "1x", true)]
    [InlineData("[a-c1]x", "dx", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[^a]x", "ax", false)]
    [InlineData("[]x]", "]", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[ab", "[ab", true)]
    [InlineData("\\*.log", "*.log", true)]
    [InlineData("\\*.log", "a.log", false)]
    [InlineData("日*.log", "日志.log", true)]
    [InlineData("App.log", "app.log", false)]
    public void Segment_matches_as_a_shell_would(string glob, string name, bool expected) =>
        Assert.Equal(expected, GlobSegment.Parse(glob).Matches(name));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("{a,b}", "a b")]
    [InlineData("x{a,b}y{c,d}", "xayc xayd xbyc xbyd")]
    [InlineData("{a,{b,c}d}", "a bd cd")]
    [InlineData("{a}", "{a}")]
    [InlineData("{a,b", "{a,b")]
    [InlineData("{a}{b,c}", "{a}b {a}c")]
    [InlineData("{,x}a", "a xa")]
    [InlineData("\\{a,b}", "\\{a,b}")]
    public void Braces_expand_as_in_a_shell(string text, string expected)
    {
        var patterns = new List<string>();
        Assert.True(Braces.TryExpand(text, patterns));
        Assert.Equal(expected.Split(' '), patterns);
    }

    [Fact]
    public void Star_heavy_glob_takes_no_exponential_time()
    {
        var glob = GlobSegment.Parse(string.Concat(Enumerable.Repeat("a*", 50)) + "b");
        Assert.False(glob.Matches(new string('a', 2000)));
    }
}
