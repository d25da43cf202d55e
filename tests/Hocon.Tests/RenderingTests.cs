namespace Dachshund.Hocon.Tests;

public class RenderingTests
{
    [Fact]
    public void A_tree_is_written_as_JSON_that_reads_back_the_same()
    {
        var config = Some.Config("a { b = [1, x, {}], \"c.d\" = \"\\u0000\\\"\\\\\\ud800 \" }, e = [], f = null, g = -1.50");
        var text = config.Render();
        Assert.Equal(TreeText.Of(config.Root), Some.Tree(text));
        Assert.StartsWith("{\n  \"a\" : {\n    \"b\" : [\n      1,\n", text, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal(4, json.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void What_is_to_be_hidden_is_not_written()
    {
        var config = Some.Config("a { password = x1, list = [x2] }, b = y");
        var text = config.Render((path, _) => path.StartsWith("a.", StringComparison.Ordinal) ? "(set)" : null);
        Assert.DoesNotContain("x1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("x2", text, StringComparison.Ordinal);
        Assert.Contains("\"b\" : \"y\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a-b_1", "a-b_1")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("include", "\"include\"")]
    [InlineData("\n\"", "\"\\n\\\"\"")]
    public void A_key_is_quoted_where_a_path_needs_it(string key, string path)
    {
        Assert.Equal(path, HoconPath.Render([key]));
        Assert.Equal([key], HoconPath.Parse(path, "test").AsEnumerable());
        Assert.Equal([key, "x", key], HoconPath.Parse($"{path}.x.{path}", "test").AsEnumerable());
    }
}
