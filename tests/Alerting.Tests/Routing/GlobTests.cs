using Dachshund.Alerting.Routing;

namespace Dachshund.Alerting.Tests.Routing;

public sealed class GlobTests
{
    [Theory]
    [InlineData("db-3", "db-3", true)]
    [InlineData("db-3", "db-33", false)]
    [InlineData("db-*", "db-", true)]
    [InlineData("db-*", "web-1", false)]
    [InlineData("*-3", "db-3", true)]
    [InlineData("*a*b*", "xaxbx", true)]
    [InlineData("*a*b*", "xbxax", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("[a]", "a", false)]
    [InlineData("A", "a", false)]
    public void A_star_is_any_run_and_a_question_mark_any_one(string glob, string text, bool matches) =>
        Assert.Equal(matches, Glob.Matches(glob, text));

    [Fact]
    public void Many_stars_do_not_take_for_ever() =>
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 5000)));
}
