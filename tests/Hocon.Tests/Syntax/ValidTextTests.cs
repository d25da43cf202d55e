namespace Dachshund.Hocon.Tests.Syntax;

/// <summary>Liberties of the language, with the tree that each must give.</summary>
public class ValidTextTests
{
    [Theory]
    // Roots, comments, separators, commas.
    [InlineData("", "{}")]
    [InlineData(" \n\t ", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("# only a comment", "{}")]
    [InlineData("\ufeff{}", "{}")]
    [InlineData("\ufeffa=1", """{"a":1}""")]
    [InlineData("a=1", """{"a":1}""")]
    [InlineData("{a=1}", """{"a":1}""")]
    [InlineData("\n{\na\n=\n1\n}\n", """{"a":1}""")]
    [InlineData("{} # end", "{}")]
    [InlineData("a:1", """{"a":1}""")]
    [InlineData("a = 1 # b = 2", """{"a":1}""")]
    [InlineData("a = 1 // b = 2", """{"a":1}""")]
    [InlineData("a = 1 #", """{"a":1}""")]
    [InlineData("// x\n# y\na = 1", """{"a":1}""")]
    [InlineData("a = \"# // no\"", """{"a":"# // no"}""")]
    [InlineData("a = b/c", """{"a":"b/c"}""")]
    [InlineData("a = b//c", """{"a":"b"}""")]
    [InlineData("a {b=1}", """{"a":{"b":1}}""")]
    [InlineData("a\n{b=1}", """{"a":{"b":1}}""")]
    [InlineData("a = {b=1}", """{"a":{"b":1}}""")]
    [InlineData("a=1,b=2", """{"a":1,"b":2}""")]
    [InlineData("a=1\nb=2", """{"a":1,"b":2}""")]
    [InlineData("a=1\n\n,\n\nb=2", """{"a":1,"b":2}""")]
    [InlineData("a=1,\n#c\nb=2,", """{"a":1,"b":2}""")]
    [InlineData("{a=1,}", """{"a":1}""")]
    [InlineData("a=[1,2,]", """{"a":[1,2]}""")]
    [InlineData("a=[\n1\n2\n]", """{"a":[1,2]}""")]
    [InlineData("a=[1\n,2]", """{"a":[1,2]}""")]
    [InlineData("a=[]", """{"a":[]}""")]
    [InlineData("a=[[],[[]]]", """{"a":[[],[[]]]}""")]
    [InlineData("a=[{b=1}{c=2}]", """{"a":[{"b":1,"c":2}]}""")]
    [InlineData("a=[{b=1}\n{c=2}]", """{"a":[{"b":1},{"c":2}]}""")]
    [InlineData("a=\n\n10", """{"a":10}""")]
    [InlineData("a=\r\n10\r\nb=1\r\n", """{"a":10,"b":1}""")]
    // Simple values.
    [InlineData("a=true,b=false,c=null", """{"a":true,"b":false,"c":null}""")]
    [InlineData("a=truth", """{"a":"truth"}""")]
    [InlineData("a=true x", """{"a":"true x"}""")]
    [InlineData("a=nullx", """{"a":"nullx"}""")]
    [InlineData("a=\"true\"", """{"a":"true"}""")]
    [InlineData("a=1.5e3", """{"a":1500}""")]
    [InlineData("a=1e+5", """{"a":100000}""")]
    [InlineData("a=-0.5", """{"a":-0.5}""")]
    [InlineData("a=1e5 x", """{"a":"1e5 x"}""")]
    [InlineData("a=1e", """{"a":"1e"}""")]
    [InlineData("a=1.", """{"a":"1."}""")]
    [InlineData("a=007", """{"a":"007"}""")]
    [InlineData("a=10.0bar", """{"a":"10.0bar"}""")]
    [InlineData("a=127.0.0.1", """{"a":"127.0.0.1"}""")]
    [InlineData("a=2026-01-02", """{"a":"2026-01-02"}""")]
    [InlineData("a=-x", """{"a":"-x"}""")]
    [InlineData("a=/var/log/x.log", """{"a":"/var/log/x.log"}""")]
    [InlineData("a=(b)|<c>;'d'~%", """{"a":"(b)|<c>;'d'~%"}""")]
    [InlineData("a=错误", """{"a":"\u9519\u8BEF"}""")]
    [InlineData("a=include", """{"a":"include"}""")]
    [InlineData("a=[include]", """{"a":["include"]}""")]
    [InlineData("a=[include \"/x\"]", """{"a":["include /x"]}""")]
    [InlineData("include.a=1", """{"include":{"a":1}}""")]
    // Quoted and raw text.
    [InlineData("a=\"\"", """{"a":""}""")]
    [InlineData("a=\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", """{"a":"\u0022\\/\b\f\n\r\tA"}""")]
    [InlineData("a=\"x\ty\"", """{"a":"x\ty"}""")]
    [InlineData("a=\"\"\"\"\"\"", """{"a":""}""")]
    [InlineData("a=\"\"\"\\n\"\"\"", """{"a":"\\n"}""")]
    [InlineData("a=\"\"\"x\ny\"\"\"", """{"a":"x\ny"}""")]
    [InlineData("a=\"\"\"\"x\"\"\"\"", """{"a":"\u0022x\u0022"}""")]
    [InlineData("a=\"\" \"\"", """{"a":" "}""")]
    // Concatenation.
    [InlineData("a=  b  c  ", """{"a":"b  c"}""")]
    [InlineData("a=b \"c\" d", """{"a":"b c d"}""")]
    [InlineData("a=\"b\"c", """{"a":"bc"}""")]
    [InlineData("a=\"b\"\"c\"", """{"a":"bc"}""")]
    [InlineData("a=1 2", """{"a":"1 2"}""")]
    [InlineData("a=[1 2 3 4]", """{"a":["1 2 3 4"]}""")]
    [InlineData("a=[1] [2]", """{"a":[1,2]}""")]
    [InlineData("a=[1][2]\nb=1", """{"a":[1,2],"b":1}""")]
    [InlineData("a={b=1}{b=2,c=3}", """{"a":{"b":2,"c":3}}""")]
    [InlineData("a={b{c=1}} {b{d=2}}", """{"a":{"b":{"c":1,"d":2}}}""")]
    [InlineData("a=null true 3.14", """{"a":"null true 3.14"}""")]
    // Keys are paths.
    [InlineData("a.b.c=1", """{"a":{"b":{"c":1}}}""")]
    [InlineData("a.b=1,a.c=2", """{"a":{"b":1,"c":2}}""")]
    [InlineData("\"a.b\"=1", """{"a.b":1}""")]
    [InlineData("a.\"b.c\".d=1", """{"a":{"b.c":{"d":1}}}""")]
    [InlineData("\"\"=1", """{"":1}""")]
    [InlineData("a.\"\".b=1", """{"a":{"":{"b":1}}}""")]
    [InlineData("3.14=1", """{"3":{"14":1}}""")]
    [InlineData("10=1", """{"10":1}""")]
    [InlineData("1e5=1", """{"1e5":1}""")]
    [InlineData("a b c=1", """{"a b c":1}""")]
    [InlineData("  a b  =1", """{"a b":1}""")]
    [InlineData("a \"b\"c=1", """{"a bc":1}""")]
    [InlineData("a . b=1", """{"a ":{" b":1}}""")]
    [InlineData("true=1,null=2", """{"true":1,"null":2}""")]
    [InlineData("true.x=1", """{"true":{"x":1}}""")]
    [InlineData("a-b_c=1", """{"a-b_c":1}""")]
    [InlineData("-a=1", """{"-a":1}""")]
    [InlineData("\"include\"=1", """{"include":1}""")]
    [InlineData("a include=1", """{"a include":1}""")]
    [InlineData("includes=1", """{"includes":1}""")]
    [InlineData("\"a\".\"b\"=1", """{"a":{"b":1}}""")]
    // Repeated keys.
    [InlineData("a=1,a=2", """{"a":2}""")]
    [InlineData("a{b=1},a{c=2}", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a{b=1},a=null,a{c=2}", """{"a":{"c":2}}""")]
    [InlineData("a{b=1},a=1,a{c=2}", """{"a":{"c":2}}""")]
    [InlineData("a{b=1},a=[1],a{c=2}", """{"a":{"c":2}}""")]
    [InlineData("a{b=1},a=[2]", """{"a":[2]}""")]
    [InlineData("a=[1],a=[2]", """{"a":[2]}""")]
    [InlineData("a.b=1,a=2,a.c=3", """{"a":{"c":3}}""")]
    // +=
    [InlineData("a+=1", """{"a":[1]}""")]
    [InlineData("a=[1],a+=2,a += 3", """{"a":[1,2,3]}""")]
    [InlineData("a=[1],a+=[2]", """{"a":[1,[2]]}""")]
    [InlineData("a.b+=1,a.b+=2", """{"a":{"b":[1,2]}}""")]
    [InlineData("a{b=[0]},a{b+=1}", """{"a":{"b":[0,1]}}""")]
    [InlineData("a=[{b=[0],b+=1}]", """{"a":[{"b":[0,1]}]}""")]
    [InlineData("a{\"0\"=x},a+=y", """{"a":["x","y"]}""")]
    public void A_liberty_gives_the_tree_that_the_rules_say(string text, string tree)
    {
        using var expected = System.Text.Json.JsonDocument.Parse(tree);
        Assert.Equal(TreeText.Of(expected.RootElement), Some.Tree(text));
    }

    [Theory]
    [InlineData('\u00a0')]
    [InlineData('\u1680')]
    [InlineData('\u2003')]
    [InlineData('\u2007')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u202f')]
    [InlineData('\u3000')]
    [InlineData('\ufeff')]
    [InlineData('\t')]
    [InlineData('\v')]
    [InlineData('\f')]
    [InlineData('\r')]
    [InlineData('\u001c')]
    [InlineData('\u001d')]
    [InlineData('\u001e')]
    [InlineData('\u001f')]
    public void Every_white_space_counts_as_one(char space)
    {
        Assert.Equal("""{"a":{"b":[1,2]}}""", Some.Tree("_a_{_b_=_[_1_,_2_]_}_".Replace('_', space)));
    }

    [Fact]
    public void Every_value_knows_its_place()
    {
        var config = Some.Config("a = 1\nb {\n  c = [x,\n    y]\n  d.e = \"\"\"1\n2\"\"\", f = z\n}");
        var places = config.Entries().Select(entry => $"{entry.Path} {entry.Origin.Line}:{entry.Origin.Column}");
        Assert.Equal(["a 1:5", "b.c 3:7", "b.d.e 5:9", "b.f 6:11"], places);
        var list = Assert.IsType<HoconArray>(config.TryGet("b.c", out var value) ? value : null);
        Assert.Equal(new Origin("a.conf", 4, 5), list.Items[1].Origin);
    }

    [Fact]
    public void The_origin_of_what_is_not_set_is_that_of_the_nearest_object_around_it()
    {
        var config = Some.Config("a = 1\nb {\n  c = 1 }");
        Assert.False(config.TryGetOrigin("b.x.y", out var origin));
        Assert.Equal(2, origin.Line);
        Assert.True(config.TryGetOrigin("b.c", out origin));
        Assert.Equal(3, origin.Line);
    }

    [Fact]
    public void A_number_keeps_the_text_it_was_written_with()
    {
        var scalar = Assert.IsType<HoconScalar>(Some.Config("a = 1.50E+02").Root.Fields[0].Value);
        Assert.Equal((HoconScalarKind.Number, "1.50E+02"), (scalar.Kind, scalar.Text));
    }
}
