namespace Dachshund.Matching.Tests;

public sealed class RuleSetTests
{
    public static TheoryData<string, RuleDefinition[], string, string> Wrong { get; } = new()
    {
        { "neither", [Some.Rule()], "app/error", "" },
        { "empty keyword", [Some.Rule() with { Keywords = ["a", ""] }], "app/error", "" },
        { "two lines", [Some.Rule() with { Keywords = ["a\nb"] }], "app/error", "a\nb" },
        { "two lines, non-ASCII", [Some.Rule() with { Keywords = ["é\nb"], IgnoreCase = true }], "app/error", "é\nb" },
        { "empty regex", [Some.Rule() with { Regex = [""] }], "app/error", "" },
        { "bad regex", [Some.Rule() with { Regex = ["(a"] }], "app/error", "(a" },
        { "look-ahead", [Some.Rule() with { Regex = ["a(?=b)"] }], "app/error", "a(?=b)" },
        { "back-reference", [Some.Rule() with { Regex = [@"(a)\1"] }], "app/error", @"(a)\1" },
        { "bad exclude", [Some.Rule() with { Keywords = ["a"], Exclude = ["[z-a]"] }], "app/error", "[z-a]" },
        { "same name", [Some.Rule() with { Keywords = ["a"] }, Some.Rule() with { Keywords = ["b"] }], "app/error", "" },
        { "too many", [.. Enumerable.Range(0, 10_001).Select(i => Some.Rule($"r{i}") with { Keywords = ["a"] })], "", "" },
        { "too many keywords", [Some.Rule() with { Keywords = [.. Enumerable.Repeat("a", 100_001)] }], "", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_rule_is_refused_with_its_name_pattern_reason_and_hint(
        string about, RuleDefinition[] rules, string rule, string pattern)
    {
        var error = Assert.Throws<RuleException>(() => RuleSet.Compile(rules));

        Assert.Equal((about, rule, pattern), (about, error.Rule, error.Pattern));
        Assert.NotEmpty(error.Reason);
        Assert.EndsWith(".", error.Hint);
        Assert.Contains(error.Reason, error.Message);
    }

    [Fact]
    public void Same_name_in_two_inputs_is_fine()
    {
        var set = RuleSet.Compile([Some.Rule() with { Keywords = ["a"] }, Some.Rule(input: "db") with { Keywords = ["a"] }]);

        Assert.Equal(["app", "db"], set.Rules.Select(rule => rule.Input));
    }

    [Fact]
    public void Default_keywords_compile_into_one_rule()
    {
        var matcher = Some.Matcher(Some.Rule() with { Keywords = DefaultKeywords.All });

        Assert.Equal(16, DefaultKeywords.All.Length);
        Assert.Equal(16, matcher.CountMatchingLines(Some.Bytes(string.Join('\n', DefaultKeywords.All))));
        Assert.Equal(0, matcher.CountMatchingLines("an error was expected, exception made\n"u8));
    }
}
