using System.Text;

namespace Dachshund.Matching.Tests;

public sealed class ChunkMatcherTests
{
    [Fact]
    public void Lines_of_one_template_are_one_group_with_exact_offsets()
    {
        var matcher = Some.Matcher(Some.Rule() with { Keywords = ["ERROR"] });

        var result = matcher.Match(Some.Bytes("ok\nERROR code 17\r\nfine\nERROR code 4\nERROR other"), 1000);

        Assert.Equal(5, result.Lines);
        Assert.Equal(3, result.MatchedLines);
        Assert.Equal(2, result.Groups.Length);
        var group = result.Groups[0];
        Assert.Equal(("app", "error", Severity.Error), (group.Input, group.Rule, group.Severity));
        Assert.Equal("ERROR code <*>", group.Template);
        Assert.Equal(Template.Of("ERROR code 5"u8).Id, group.TemplateId);
        Assert.Equal((2, 1003, 1036), (group.Count, group.FirstOffset, group.LastEnd));
        MatchSample[] samples = [new(1003, 13, "ERROR code 17"), new(1023, 12, "ERROR code 4")];
        Assert.Equal(samples, group.Samples.ToArray());
        Assert.Equal(1047, result.Groups[1].LastEnd);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\r\n")]
    [InlineData("nothing here")]
    public void Content_without_a_match_has_no_groups(string content)
    {
        var result = Some.Matcher(Some.Rule() with { Keywords = ["ERROR"], Regex = ["^never$"] }).Match(Some.Bytes(content), 0);

        Assert.Equal((0, 0), (result.MatchedLines, result.Groups.Length));
        Assert.Equal(content.Count(c => c == '\n') + (content.EndsWith('\n') || content == "" ? 0 : 1), result.Lines);
    }

    [Fact]
    public void No_rules_match_nothing() =>
        Assert.Equal(0, Some.Matcher().CountMatchingLines("ERROR\n"u8));

    [Theory]
    [InlineData("warn and dead", "dead")]
    [InlineData("only warn", "warning")]
    [InlineData("twice twice", "first")]
    [InlineData("dead but excused", "-")]
    [InlineData("warn, dead but excused", "warning")]
    [InlineData("id=12 slow", "regex")]
    [InlineData("id=12 slow and dead", "dead")]
    public void Line_belongs_to_its_highest_rule_that_does_not_exclude_it(string line, string rule)
    {
        var matcher = Some.Matcher(
            Some.Rule("warning", severity: Severity.Warning) with { Keywords = ["warn"] },
            Some.Rule("first") with { Keywords = ["twice"] },
            Some.Rule("second") with { Keywords = ["twice"] },
            Some.Rule("regex") with { Regex = [@"id=\d+ slow"] },
            Some.Rule("dead", severity: Severity.Critical) with { Keywords = ["dead"], Exclude = ["excused$"] });

        var groups = matcher.Match(Some.Bytes(line + "\n"), 0).Groups;

        Assert.Equal(rule, groups.Length == 0 ? "-" : Assert.Single(groups).Rule);
    }

    [Fact]
    public void Inputs_match_independently()
    {
        var matcher = Some.Matcher(
            Some.Rule("a", "one") with { Keywords = ["ERROR"] },
            Some.Rule("b", "two", Severity.Critical) with { Keywords = ["ERR"] },
            Some.Rule("c", "one", Severity.Info) with { Keywords = ["E"] });

        var result = matcher.Match("ERROR\nERR\nE\n"u8, 0);

        Assert.Equal(3, result.MatchedLines);
        Assert.Equal(
            ["one/a 1", "two/b 1", "one/c 1", "two/b 1", "one/c 1"],
            result.Groups.Select(group => $"{group.Input}/{group.Rule} {group.Count}"));
    }

    [Theory]
    [InlineData("Ünïcode ÜBER", true)]
    [InlineData("ünïcode über", true)]
    [InlineData("unicode uber", false)]
    public void Ignored_case_reaches_beyond_ascii(string line, bool matches)
    {
        var matcher = Some.Matcher(Some.Rule() with { Keywords = ["über"], IgnoreCase = true });

        Assert.Equal(matches ? 1 : 0, matcher.CountMatchingLines(Some.Bytes(line)));
    }

    [Fact]
    public void Regex_sees_the_line_without_its_break_and_bad_bytes_as_the_replacement_character()
    {
        var matcher = Some.Matcher(Some.Rule() with { Regex = ["^a\uFFFD.b$"] });

        Assert.Equal(2, matcher.CountMatchingLines([.. "x\na"u8, 0xFF, .. "盘b\r\na"u8, 0xC0, .. "\0b"u8]));
    }

    [Fact]
    public void Groups_beyond_200_go_to_the_rules_other_group()
    {
        var matcher = Some.Matcher(
            Some.Rule() with { Keywords = ["ERROR"] },
            Some.Rule("info", severity: Severity.Info) with { Keywords = ["INFO"] });
        var content = new StringBuilder();
        for (var i = 0; i < 300; i++) content.Append("ERROR ").Append('a', i + 1).Append('\n');
        content.Append("INFO x\nINFO y\n");

        var result = matcher.Match(Some.Bytes(content.ToString()), 0);

        Assert.Equal(302, result.MatchedLines);
        Assert.Equal(302, result.Groups.Sum(group => group.Count));
        Assert.Equal(202, result.Groups.Length);
        var (errors, infos) = (result.Groups[200], result.Groups[201]);
        Assert.Equal(("error", "other", 100L), (errors.Rule, errors.Template, errors.Count));
        Assert.Equal(("info", "other", 2L), (infos.Rule, infos.Template, infos.Count));
        Assert.Equal((Template.Of("other"u8).Id, 3), (errors.TemplateId, errors.Samples.Length));
        Assert.Equal(content.Length, infos.LastEnd);

        // Nothing of it is left for the next chunk.
        Assert.Equal(1, Assert.Single(matcher.Match("ERROR b\n"u8, 0).Groups).Count);
    }

    [Fact]
    public void Samples_are_the_first_three_and_cut_between_runes()
    {
        var matcher = Some.Matcher(Some.Rule() with { Keywords = ["ERROR"] });
        var line = "ERROR " + string.Concat(Enumerable.Repeat("盘", 400));

        var group = Assert.Single(matcher.Match(Some.Bytes($"ERROR 1\n{line}\nERROR 2\nERROR 3\nERROR 4\n"), 0).Groups, g => g.Count == 4);
        var cut = Assert.Single(matcher.Match(Some.Bytes(line), 7).Groups).Samples.Single();

        Assert.Equal(["ERROR 1", "ERROR 2", "ERROR 3"], group.Samples.Select(sample => sample.Text));
        Assert.Equal((7, 1206), (cut.Offset, cut.Length));
        Assert.Equal(6 + 3 * 339, Encoding.UTF8.GetByteCount(cut.Text));
        Assert.DoesNotContain('\uFFFD', cut.Text);
    }

    [Fact]
    public void Sample_of_invalid_bytes_fits_its_size_as_text()
    {
        var matcher = Some.Matcher(Some.Rule() with { Keywords = ["ERROR"] });

        var sample = Assert.Single(matcher.Match([.. "ERROR"u8, .. Enumerable.Repeat((byte)0xFF, 2000)], 0).Groups).Samples[0];

        Assert.Equal(2005, sample.Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(sample.Text), 1020, 1024);
    }
}
