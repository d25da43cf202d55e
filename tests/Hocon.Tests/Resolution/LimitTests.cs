using System.Text;

namespace Dachshund.Hocon.Tests.Resolution;

/// <summary>Hostile input ends in an error: never in an exhausted stack, a hang, or all of the memory.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("[", "]", 100_000)]
    [InlineData("a{", "}", 100_000)]
    [InlineData("{", "}", 100_000)]
    [InlineData("a=[{b=", "}]", 100_000)]
    [InlineData("a.", "b=1", 100_000)]
    [InlineData("a=${", "}", 100_000)]
    [InlineData("a=1,", "b=1", 100_000)]
    [InlineData("a+=1,", "b=1", 20_000)]
    [InlineData("a=${a}x,", "b=1", 20_000)]
    [InlineData("a{b=1},", "b=1", 20_000)]
    [InlineData("a=${?b},", "c=1", 20_000)]
    [InlineData("a={}", "", 20_000)]
    public void Repetition_ends_with_a_tree_or_an_error(string open, string close, int times)
    {
        var text = (open[0] == '[' ? "a=" : "") + Repeat(open, times) + Repeat(close, close.Length < 3 ? times : 1);
        var failure = Record.Exception(() => Some.Config(text));
        Assert.True(failure is null or HoconException, failure?.ToString());
    }

    [Theory]
    [InlineData("[", "]", "")]
    [InlineData("{x=", "}", "1")]
    public void Nesting_stops_at_the_limit_and_not_before(string open, string close, string core)
    {
        var deep = HoconLimits.Default.DepthMax - 8;
        Some.Config($"a={Repeat(open, deep)}{core}{Repeat(close, deep)}");
        Assert.Equal(HoconReason.Limit, Some.Failure($"a={Repeat(open, deep + 9)}{core}{Repeat(close, deep + 9)}").Reason);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{b=")]
    [InlineData("{b.c.d=")]
    public void The_parser_itself_stops_at_the_limit(string open)
    {
        // A document is parsed without being resolved, so the limit of resolving must not be the only one.
        var text = "a=" + Repeat(open, 500_000);
        Assert.Equal(HoconReason.Limit, Assert.Throws<HoconException>(() => HoconDocument.Parse(text, "a.conf")).Reason);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(199, -1)]
    public void Substitutions_cannot_nest_deeper_than_a_text_can(int from, int step)
    {
        var text = new StringBuilder("a0=1\n");
        for (var i = from; i is > 0 and < 200; i += step)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}=[${{a{i - 1}}}]\n");
        Assert.Equal(HoconReason.Limit, Some.Failure(text.ToString()).Reason);
    }

    [Theory]
    [InlineData("[${_},${_}]")]
    [InlineData("{x=${_},y=${_}}")]
    [InlineData("${_}${_}")]
    [InlineData("${_} ${_}")]
    [InlineData("[${_}] [${_}]")]
    [InlineData("${_} {x=${_}}")]
    public void Values_that_double_themselves_end_at_a_limit(string step)
    {
        foreach (var seed in new[] { "x", "[1]", "{k=1}" })
        {
            var text = new StringBuilder($"a0={seed}\n");
            for (var i = 1; i <= 60; i++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}={step.Replace("_", $"a{i - 1}", StringComparison.Ordinal)}\n");
            var failure = Record.Exception(() => Some.Config(text.ToString()));
            Assert.True(failure is null or HoconException, failure?.ToString());
        }
    }

    [Fact]
    public void A_tree_that_doubles_itself_is_refused()
    {
        var text = new StringBuilder("a0=x\n");
        for (var i = 1; i <= 60; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}=[${{a{i - 1}}},${{a{i - 1}}}]\n");
        Assert.Equal(HoconReason.Limit, Some.Failure(text.ToString()).Reason);
    }

    [Fact]
    public void Many_copies_of_a_long_text_are_refused()
    {
        var text = new StringBuilder($"a=\"{new string('x', 100_000)}\"\n");
        for (var i = 0; i < 10_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"b{i}=${{a}}x\n");
        Assert.Equal(HoconReason.Limit, Some.Failure(text.ToString()).Reason);
    }

    [Fact]
    public void A_long_chain_of_substitutions_is_refused_and_a_short_one_resolves()
    {
        Assert.Equal(300, Some.Config(Chain(300)).Root.Fields.Length);
        Assert.Equal(HoconReason.Limit, Some.Failure(Chain(100_000)).Reason);
    }

    [Fact]
    public void Fields_that_look_back_at_each_other_end_at_a_limit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 30; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}=1,a{i}={string.Concat(Enumerable.Range(0, 30).Select(j => $"${{?a{j}}}"))}\n");
        var failure = Record.Exception(() => Some.Config(text.ToString()));
        Assert.True(failure is null or HoconException, failure?.ToString());
    }

    [Fact]
    public void A_document_that_is_too_long_is_refused()
    {
        var failure = Assert.Throws<HoconException>(() => HoconDocument.Parse("a=1\nb=2", "a.conf", limits: new HoconLimits { DocumentCharsMax = 6 }));
        Assert.Equal(HoconReason.Limit, failure.Reason);
    }

    [Fact]
    public void Errors_are_counted_too()
    {
        var text = string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $"a{i}=${{x{i}}}"));
        Assert.Equal(100, Some.Failure(text).Errors.Length);
    }

    private static string Chain(int length)
    {
        var text = new StringBuilder();
        for (var i = 1; i < length; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}=${{a{i + 1}}}\n");
        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{length}=1").ToString();
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
