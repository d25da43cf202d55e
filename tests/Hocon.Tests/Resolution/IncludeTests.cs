namespace Dachshund.Hocon.Tests.Resolution;

public class IncludeTests
{
    [Theory]
    [InlineData("include \"b.conf\"", """{"x":1}""")]
    [InlineData("include\n\n\"b.conf\"", """{"x":1}""")]
    [InlineData("include file(\"b.conf\")", """{"x":1}""")]
    [InlineData("include required(\"b.conf\")", """{"x":1}""")]
    [InlineData("include required( file( \"b.conf\" ) )", """{"x":1}""")]
    [InlineData("include \"/r/b.conf\"", """{"x":1}""")]
    [InlineData("include \"./sub/../b.conf\"", """{"x":1}""")]
    [InlineData("include \"none.conf\"", "{}")]
    [InlineData("include \"none\"", "{}")]
    [InlineData("include \"b\"", """{"x":1,"j":2,"p":"3"}""")]
    [InlineData("include \"all\"", """{"w":"conf","p":"1","j":"1"}""")]
    [InlineData("include \"sub/c.conf\"", """{"y":1,"z":1}""")]
    [InlineData("include \"odd.txt\"", """{"o":1}""")]
    [InlineData("a=1, include \"b.conf\", c=2", """{"a":1,"x":1,"c":2}""")]
    [InlineData("x=0, include \"b.conf\"", """{"x":1}""")]
    [InlineData("include \"b.conf\"\nx=2", """{"x":2}""")]
    [InlineData("a { include \"b.conf\" }", """{"a":{"x":1}}""")]
    [InlineData("a { x { q = 1 } }, a { include \"b.conf\" }", """{"a":{"x":1}}""")]
    [InlineData("a = [{ include \"b.conf\" }]", """{"a":[{"x":1}]}""")]
    // Substitutions are tried relative to the include first, then from the root.
    [InlineData("a { include \"s.conf\" }", """{"a":{"x":10,"y":10}}""")]
    [InlineData("a { include \"s.conf\" }, a { x = 42 }", """{"a":{"x":42,"y":42}}""")]
    [InlineData("a { include \"t.conf\" }, x = 5", """{"a":{"y":5},"x":5}""")]
    [InlineData("a.b { include \"t.conf\" }, a.b.x = 6, x = 5", """{"a":{"b":{"y":6,"x":6}},"x":5}""")]
    [InlineData("a { include \"nest.conf\" }", """{"a":{"n":{"x":10,"y":10}}}""")]
    [InlineData("a.path = x, a { include \"back.conf\" }", """{"a":{"path":"x:d"}}""")]
    [InlineData("a { include \"list.conf\" }, a { include \"list.conf\" }", """{"a":{"l":[1,1]}}""")]
    public void An_included_file_stands_for_its_members(string text, string tree)
    {
        using var expected = System.Text.Json.JsonDocument.Parse(tree);
        Assert.Equal(TreeText.Of(expected.RootElement), TreeText.Of(Resolve(text).Root));
    }

    [Theory]
    [InlineData("include required(\"none.conf\")", "the required file /r/none.conf is not there")]
    [InlineData("include required(\"none\")", "the required file /r/none is not there")]
    [InlineData("include \"self.conf\"", "include cycle: /r/a.conf -> /r/self.conf -> /r/self.conf")]
    [InlineData("include \"loop1\"", "include cycle: /r/a.conf -> /r/loop1.conf -> /r/loop2.conf -> /r/loop1.conf")]
    [InlineData("include \"a.conf\"", "include cycle: /r/a.conf -> /r/a.conf")]
    [InlineData("include \"array.conf\"", "the root of a configuration must be an object, not a list")]
    [InlineData("include \"a\\u0000b\"", "a file name cannot hold the character U+0000")]
    public void A_file_that_cannot_be_included_is_an_error(string text, string expected)
    {
        Assert.Equal(expected, Assert.Throws<HoconException>(() => Resolve(text)).Errors[0].Message);
    }

    [Fact]
    public void An_error_in_an_included_file_names_that_file()
    {
        Assert.Equal("/r/bad.conf:2", Assert.Throws<HoconException>(() => Resolve("include bad".Replace("bad", "\"bad\"", StringComparison.Ordinal))).Origin.ToString());
    }

    [Fact]
    public void A_value_of_an_included_file_names_that_file()
    {
        Assert.Equal("/r/b.conf:1", Resolve("include \"b.conf\"").Root.Fields[0].Value.Origin.ToString());
    }

    [Fact]
    public void A_text_that_is_in_no_file_cannot_include_by_a_relative_path()
    {
        Assert.Contains("absolute", Some.Failure("include \"b.conf\"").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_include_each_other_twice_end_at_a_limit()
    {
        // Each file includes the next one twice: two to the power of thirty.
        var read = 0;
        var options = new HoconResolveOptions
        {
            ReadFile = path =>
            {
                read++;
                var number = int.Parse(Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture);
                return number == 30 ? "a=1" : $"include \"{number + 1}.conf\"\ninclude \"{number + 1}.conf\"";
            },
        };
        var failure = Assert.Throws<HoconException>(() => HoconConfig.Resolve(HoconDocument.Parse("include \"/1.conf\"", "a.conf"), options));
        Assert.Equal(HoconReason.Limit, failure.Reason);
        Assert.InRange(read, 1000, 1002);
    }

    [Fact]
    public void Files_that_include_new_ones_for_ever_end_at_a_limit()
    {
        var next = 0;
        var options = new HoconResolveOptions { ReadFile = _ => $"include \"{next++}.conf\"" };
        var failure = Assert.Throws<HoconException>(() => HoconConfig.Resolve(HoconDocument.Parse("include \"/x.conf\"", "a.conf"), options));
        Assert.Equal(HoconReason.Limit, failure.Reason);
    }

    [Fact]
    public void Real_files_are_read_relative_to_the_including_one()
    {
        var folder = Directory.CreateTempSubdirectory("dachshund-hocon-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "sub"));
            File.WriteAllText(Path.Combine(folder, "a.conf"), "include \"sub/b\"");
            File.WriteAllText(Path.Combine(folder, "sub", "b.conf"), "\ufeffinclude \"c.properties\"\nb = 1");
            File.WriteAllText(Path.Combine(folder, "sub", "c.properties"), "c.d=2");
            var config = HoconConfig.Resolve(HoconDocument.Load(Path.Combine(folder, "a.conf")));
            Assert.Equal("""{"b":1,"c":{"d":"2"}}""", TreeText.Of(config.Root));
            File.WriteAllText(Path.Combine(folder, "sub", "c.properties"), "");
            File.WriteAllText(Path.Combine(folder, "sub", "b.conf"), "include \"../a.conf\"");
            var failure = Assert.Throws<HoconException>(() => HoconConfig.Resolve(HoconDocument.Load(Path.Combine(folder, "a.conf"))));
            Assert.Contains("include cycle", failure.Message, StringComparison.Ordinal);
            File.WriteAllBytes(Path.Combine(folder, "a.conf"), [0x61, 0x3d, 0xff]);
            var refused = Assert.Throws<HoconException>(() => HoconDocument.Load(Path.Combine(folder, "a.conf")));
        Assert.Contains("UTF-8", refused.Message, StringComparison.Ordinal);
            Assert.Contains("folder", Assert.Throws<HoconException>(() => HoconDocument.Load(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static HoconConfig Resolve(string text) =>
        HoconConfig.Resolve(HoconDocument.Parse(text, "a.conf", "/r"), new HoconResolveOptions { ReadFile = Read });

    private static string? Read(string path) => path switch
    {
        "/r/b.conf" => "x = 1",
        "/r/b.json" => "{ \"j\" : 2 }",
        "/r/b.properties" => "p=3",
        "/r/all.properties" => "w=properties\np=1",
        "/r/all.json" => "w=json, j=\"1\"",
        "/r/all.conf" => "w=conf",
        "/r/sub/c.conf" => "y = 1, include \"d\"",
        "/r/sub/d.conf" => "z = 1",
        "/r/odd.txt" => "o = 1",
        "/r/s.conf" => "x = 10, y = ${x}",
        "/r/t.conf" => "y = ${x}",
        "/r/nest.conf" => "n { include \"s.conf\" }",
        "/r/back.conf" => "path = ${path}\":d\"",
        "/r/list.conf" => "l += 1",
        "/r/self.conf" => "include \"self.conf\"",
        "/r/loop1.conf" => "include \"loop2\"",
        "/r/loop2.conf" => "a { include \"loop1\" }",
        "/r/array.conf" => "[1]",
        "/r/bad.conf" => "\n*",
        "/r/a.conf" => "",
        _ => null,
    };
}
