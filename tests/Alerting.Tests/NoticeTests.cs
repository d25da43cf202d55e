using System.Text;

namespace Dachshund.Alerting.Tests;

public sealed class NoticeTests
{
    private static readonly Notice Whole = Some.Match(count: 17) with
    {
        Id = "1-0",
        Labels = new Dictionary<string, string> { ["team"] = "数据", ["env"] = "prod" },
        Again = true,
        Ongoing = true,
        Over = true,
    };

    [Fact]
    public void Its_json_is_as_approved() => ApprovedFile.Verify("notice", Encoding.UTF8.GetString(Whole.ToJson()) + "\n");

    [Fact]
    public void It_comes_back_from_its_json_without_its_id()
    {
        var back = Notice.FromJson(Whole.ToJson());
        Assert.Equal(Whole.ToJson(), back.ToJson());
        Assert.Equal(("", "数据", 17L), (back.Id, back.Labels["team"], back.Count));
        Assert.Equal(Whole.Samples.ToArray(), back.Samples.ToArray());
    }

    [Fact]
    public void Members_that_are_missing_have_their_defaults()
    {
        var notice = Notice.FromJson("""{"kind":"match","host":"db-3","samples":[{"text":"x"}]}"""u8);
        Assert.Equal(("db-3", "error", 1L, "", 0), (notice.Host, notice.Severity, notice.Count, notice.Rule, notice.Labels.Count));
        Assert.Equal(new NoticeSample(Text: "x"), Assert.Single(notice.Samples));
    }

    [Fact]
    public void Members_of_a_newer_version_are_ignored() =>
        Assert.Equal("task", Notice.FromJson("""{"kind":"task","colour":{"r":1}}"""u8).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"match\"")]
    [InlineData("{\"kind\":\"match\"}}")]
    [InlineData("{}")]
    [InlineData("{\"kind\":null}")]
    [InlineData("{\"kind\":\"earthquake\"}")]
    [InlineData("{\"kind\":\"match\",\"severity\":\"loud\"}")]
    [InlineData("{\"kind\":\"match\",\"count\":0}")]
    [InlineData("{\"kind\":\"match\",\"count\":-1}")]
    [InlineData("{\"kind\":\"match\",\"count\":1125899906842625}")]
    [InlineData("{\"kind\":\"match\",\"count\":99999999999999999999}")]
    [InlineData("{\"kind\":\"match\",\"count\":\"1\"}")]
    [InlineData("{\"kind\":\"match\",\"host\":null}")]
    [InlineData("{\"kind\":\"match\",\"labels\":{\"a\":null}}")]
    [InlineData("{\"kind\":\"match\",\"samples\":[null]}")]
    [InlineData("{\"kind\":\"match\",\"samples\":[{\"text\":null}]}")]
    public void Garbage_is_refused_with_a_reason(string json) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => Notice.FromJson(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Throws<FormatException>(() => Notice.FromJson([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]));
}
