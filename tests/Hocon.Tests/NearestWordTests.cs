namespace Dachshund.Hocon.Tests;

public class NearestWordTests
{
    [Theory]
    [InlineData("paht", "path")]
    [InlineData("PATHS", "paths")]
    [InlineData("pth", "path")]
    [InlineData("keyword", "keywords")]
    [InlineData("ignore_case", "ignore-case")]
    [InlineData("x", null)]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void A_typing_error_is_guessed_and_a_different_word_is_not(string word, string? expected)
    {
        Assert.Equal(expected, NearestWord.Find(word, ["path", "paths", "keywords", "ignore-case", "severity"]));
    }

    [Fact]
    public void Long_words_cost_no_more_than_short_ones()
    {
        Assert.Null(NearestWord.Find(new string('a', 1_000_000), [new string('b', 1_000_000), "path"]));
    }
}
