using Dachshund.NodeHost.Importing;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Importing;

public class LooseReaderTests
{
    [Fact]
    public void What_people_write_by_hand_is_read_and_each_liberty_warned_about()
    {
        var reader = new LooseReader("""
            { // one
              device: 'a#b' /* two
              lines */ "list": [1,, 2 3, tcp://x/y,]
              url: http://h:80/p?q=1 # three
              "path": "C:\new\logs", "e": "\u4e2d\t\"\/", "on": true, "on": false
            }
            """, "f");
        var members = reader.Read();
        Assert.Equal(
            ["device=a#b", "list=1|2|3|tcp://x/y", "url=http://h:80/p?q=1", "path=C:\\new\\logs", "e=中\t\"/", "on=true", "on=false"],
            members.Select(member => $"{member.Name}={member.Value.Text ?? string.Join('|', member.Value.Items?.Select(item => item.Text) ?? [])}"));
        Assert.Equal([2, 3, 4, 5, 5, 5, 5], members.Select(member => member.Line));
        Assert.Equal(
            ["f:1: a comment", "f:2: \"device\" without quotes", "f:2: single quotes", "f:2: a comment", "f:2: a comma is missing", "f:3: a comma too many",
             "f:3: a comma is missing", "f:3: \"tcp://x/y\" without quotes", "f:3: a comma before ]", "f:3: a comma is missing", "f:4: \"url\" without quotes",
             "f:4: \"http://h:80/p?q=1\" without quotes", "f:4: a comment", "f:4: a comma is missing", "f:5: a backslash that escapes nothing is taken as it stands",
             "f:5: a backslash that escapes nothing is taken as it stands", "f:5: \"on\" is there twice; the last one counts"],
            reader.Warnings.Select(warning => warning.Replace(": warning:", ":", StringComparison.Ordinal)));
    }

    [Fact]
    public void Proper_json_is_read_without_a_word()
    {
        var reader = new LooseReader("\ufeff{\r\n\t\"a\": [1.5e3, -2, null, {\"b\": []}],\r\n\t\"c\": \"// no comment, #none\"\r\n}\r\n", "f");
        Assert.Equal("// no comment, #none", reader.Read()[1].Value.Text);
        Assert.Empty(reader.Warnings);
    }

    [Theory]
    [InlineData("", "f:1:1: there is nothing in it")]
    [InlineData("  # only this", "f:1:14: there is nothing in it")]
    [InlineData("[1]", "f:1:1: this should be a {")]
    [InlineData("{\n  \"a\": \"b\n}", "f:2:8: the text that begins here has no \"")]
    [InlineData("{\n \"a\": [1, 2\n", "f:2:7: what begins here has no ] at its end")]
    [InlineData("{ \"a\": 1 } }", "f:1:12: the settings end before this")]
    [InlineData("{ \"a\" 1 }", "f:1:7: after the name \"a\" there should be a colon")]
    [InlineData("{ \"a\": }", "f:1:8: there should be a value here")]
    [InlineData("{ : 1 }", "f:1:3: there should be a name here")]
    [InlineData("{ \"a\": \"\u0001\" }", "f:1:9: a control character (U+0001)")]
    [InlineData("{ \"a\": \"\\u0000\" }", "f:1:10: a text with a control character")]
    [InlineData("{ /* \"a\" }", "f:1:3: the comment that begins here has no */")]
    public void What_can_not_be_read_is_one_error_with_its_place(string text, string error) =>
        Assert.StartsWith(error, Assert.Throws<ImportException>(() => new LooseReader(text, "f").Read()).Message, StringComparison.Ordinal);

    [Fact]
    public void Depth_values_and_warnings_are_bounded()
    {
        Assert.Contains("nested deeper than 32", Fail($"{{a:{new string('[', 100_000)}"), StringComparison.Ordinal);
        Assert.Contains("more than 5000 values", Fail($"{{a:[{string.Concat(Enumerable.Repeat("1,", 300_000))}]}}"), StringComparison.Ordinal);
        var reader = new LooseReader($"{{a:[{string.Concat(Enumerable.Repeat("1\n", 4_000))}]}}", "f");
        reader.Read();
        Assert.Equal(51, reader.Warnings.Count);

        static string Fail(string text) => Assert.Throws<ImportException>(() => new LooseReader(text, "f").Read()).Message;
    }

    [Fact]
    public void No_text_makes_the_reader_do_anything_but_read_or_refuse()
    {
        var random = new Random(5);
        const string Signs = "{}[]\"':,/*#\\ \nau0\u0000";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Signs[random.Next(Signs.Length)]));
            try
            {
                new LooseReader("{" + text, "f").Read();
            }
            catch (ImportException e)
            {
                Assert.StartsWith("f:", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_file_that_is_too_big_or_no_text_is_refused()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "a.json");
        File.WriteAllText(path, "{" + new string(' ', LooseDocument.BytesMax));
        Assert.Contains("over 1 MB", Assert.Throws<ImportException>(() => LooseDocument.Load(path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [.. "{ \"a\": \""u8, 0xB4, 0xED, .. "\" }"u8]);
        Assert.Contains("iconv -f GB18030", Assert.Throws<ImportException>(() => LooseDocument.Load(path)).Message, StringComparison.Ordinal);
        Assert.Contains("can't be read", Assert.Throws<ImportException>(() => LooseDocument.Load(folder.Path)).Message, StringComparison.Ordinal);
    }
}
