namespace Dachshund.Hocon.Tests.Resolution;

public class SetTests
{
    [Theory]
    [InlineData("a=1", """{"a":1}""")]
    [InlineData("a.b=x", """{"a":{"b":"x"}}""")]
    [InlineData("a=", """{"a":""}""")]
    [InlineData("a=[1, 2]", """{"a":[1,2]}""")]
    [InlineData("a={b:1}", """{"a":{"b":1}}""")]
    [InlineData("a=\"x\"", """{"a":"x"}""")]
    [InlineData("a=x=y", """{"a":"x=y"}""")]
    [InlineData("a=http://h:1/p?q=1#f", """{"a":"http://h:1/p?q=1#f"}""")]
    [InlineData("a=b#c", """{"a":"b#c"}""")]
    [InlineData("a=b//c", """{"a":"b//c"}""")]
    [InlineData("a=*.log", """{"a":"*.log"}""")]
    [InlineData("a=[b", """{"a":"[b"}""")]
    [InlineData("a=1 }", """{"a":"1 }"}""")]
    [InlineData("a=a,b", """{"a":"a,b"}""")]
    [InlineData("a=x\ny", """{"a":"x\ny"}""")]
    [InlineData("a= x ", """{"a":"x"}""")]
    [InlineData("a+=1", """{"a":[1]}""")]
    [InlineData("\"a.b\".c=1", """{"a.b":{"c":1}}""")]
    public void A_value_is_HOCON_and_what_is_none_is_text(string assignment, string tree)
    {
        using var expected = System.Text.Json.JsonDocument.Parse(tree);
        var config = HoconConfig.Resolve([HoconSource.FromSet(assignment)], new HoconResolveOptions());
        Assert.Equal(TreeText.Of(expected.RootElement), TreeText.Of(config.Root));
        Assert.All(config.Entries(), entry => Assert.StartsWith("--set ", entry.Origin.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("=1")]
    [InlineData("")]
    [InlineData("a..b=1")]
    [InlineData("a{=1")]
    [InlineData("+=1")]
    [InlineData(" =1")]
    public void What_is_no_assignment_is_refused(string assignment)
    {
        var failure = Assert.Throws<HoconException>(() => HoconSource.FromSet(assignment));
        Assert.StartsWith("--set", failure.Origin.ToString(), StringComparison.Ordinal);
    }
}
