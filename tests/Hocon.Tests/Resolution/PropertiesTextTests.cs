namespace Dachshund.Hocon.Tests.Resolution;

public class PropertiesTextTests
{
    [Theory]
    [InlineData("a=1", """{"a":"1"}""")]
    [InlineData("a.b=1\na.c = x y ", """{"a":{"b":"1","c":"x y "}}""")]
    [InlineData("a:1\nb 2\n  c\t=\t3", """{"a":"1","b":"2","c":"3"}""")]
    [InlineData("# c\n! d\n\na=1", """{"a":"1"}""")]
    [InlineData("a=x\\\n   y", """{"a":"xy"}""")]
    [InlineData("a=x\\\\\nb=1", """{"a":"x\\","b":"1"}""")]
    [InlineData("a=\\u0041\\n\\t\\q", """{"a":"A\n\tq"}""")]
    [InlineData("a\\=b=1", """{"a=b":"1"}""")]
    [InlineData("a=b=c", """{"a":"b=c"}""")]
    [InlineData("a", """{"a":""}""")]
    [InlineData("a=1\r\nb=2\r\n", """{"a":"1","b":"2"}""")]
    [InlineData("a=1\na=2", """{"a":"2"}""")]
    [InlineData("a=hello\na.b=world", """{"a":{"b":"world"}}""")]
    [InlineData("a.b=world\na=hello", """{"a":{"b":"world"}}""")]
    [InlineData(".=1", """{"":{"":"1"}}""")]
    [InlineData("a.=1", """{"a":{"":"1"}}""")]
    [InlineData("a=${b}", """{"a":"${b}"}""")]
    [InlineData("a=x\\", """{"a":"x"}""")]
    public void Each_key_is_a_path_and_each_value_a_text(string text, string tree)
    {
        using var expected = System.Text.Json.JsonDocument.Parse(tree);
        Assert.Equal(TreeText.Of(expected.RootElement), TreeText.Of(Resolve(text).Root));
    }

    [Fact]
    public void A_broken_escape_is_told_with_its_line()
    {
        Assert.Equal("/p.properties:2", Assert.Throws<HoconException>(() => Resolve("a=1\nb=\\u12")).Origin.ToString());
    }

    private static HoconConfig Resolve(string text) => HoconConfig.Resolve(
        HoconDocument.Parse("include \"/p.properties\"", "a.conf"), new HoconResolveOptions { ReadFile = _ => text });
}
