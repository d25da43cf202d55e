using System.Text.RegularExpressions;
using Dachshund.Matching.Rules;

namespace Dachshund.Matching.Tests.Rules;

public sealed class RequiredTextTests
{
    [Theory]
    [InlineData("timeout", "timeout", true)]
    [InlineData(@"a\.b\[c\]", "a.b[c]", true)]
    [InlineData("time(out)?", "time", false)]
    [InlineData(@"HTTP/1\.\d"" 5\d\d", "HTTP/1.", false)]
    [InlineData("timeouts?", "timeout", false)]
    [InlineData("abcd*e", "abc", false)]
    [InlineData("abcd+efgh", "abcd", false)]
    [InlineData("abcd{2}", "", false)]
    [InlineData("abc|defg", "abc defg", false)]
    [InlineData("abc|d", "", false)]
    [InlineData("(abc|def)ghi", "ghi", false)]
    [InlineData("[abc]def[]x]", "def", false)]
    [InlineData("(?i)abc", "", false)]
    [InlineData("abc(?#def)ghi", "", false)]
    [InlineData("^start.*end$", "start", false)]
    [InlineData(@"a\x41bcd", "", false)]
    [InlineData("ab", "", false)]
    [InlineData("磁盘已满", "磁盘已满", true)]
    [InlineData("abc\uFFFDd", "abc", false)]
    public void Needles_are_what_every_match_holds(string pattern, string needles, bool whole)
    {
        var required = RequiredTextReader.Read(pattern, ignoreCase: false);

        Assert.Equal(needles, string.Join(' ', required.Needles));
        Assert.Equal(whole, required.IsWhole);
    }

    [Theory]
    [InlineData("Link down", " down")]
    [InlineData("Fatal error", "Fatal error")]
    [InlineData("kernel panic", "ernel pan")]
    [InlineData("été fini", "")]
    public void Letters_with_cases_beyond_ascii_are_no_part_of_a_needle(string pattern, string needle) =>
        Assert.Equal(needle, string.Concat(RequiredTextReader.Read(pattern, ignoreCase: true).Needles));

    [Fact]
    public void Every_line_that_a_random_regex_matches_holds_one_of_its_needles()
    {
        string[] atoms =
        [
            "abc", "abd", "a", "b", "c", "x", ".", "[ab]", "[^c]", "(abc|x)", "(?:ab)+", "a*", "b?", "c+", "abc?", "|", @"\.", @"\d", "^", "$",
        ];
        string[] parts = ["abc", "abc", "abd", "ab", "a", "b", "c", "d", "x", ".", "1"];
        var random = new Random(3);
        var known = 0;
        var matched = 0;
        for (var round = 0; round < 3000; round++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => atoms[random.Next(atoms.Length)]));
            var required = RequiredTextReader.Read(pattern, ignoreCase: false);
            if (!required.IsKnown) continue;
            known++;
            var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            for (var i = 0; i < 30; i++)
            {
                var line = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => parts[random.Next(parts.Length)]));
                var holds = required.Needles.Any(needle => line.Contains(needle, StringComparison.Ordinal));
                if (regex.IsMatch(line)) matched++;
                if (required.IsWhole) Assert.True(holds == regex.IsMatch(line), $"{pattern} on {line}");
                else if (regex.IsMatch(line)) Assert.True(holds, $"{pattern} on {line}");
            }
        }

        Assert.True(known > 300 && matched > 300, $"{known} known, {matched} matched: the test looks at too little");
    }
}
