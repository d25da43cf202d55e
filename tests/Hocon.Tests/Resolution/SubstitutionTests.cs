namespace Dachshund.Hocon.Tests.Resolution;

public class SubstitutionTests
{
    [Theory]
    // Looking forward, types, merging.
    [InlineData("a=${b},b=1", """{"a":1,"b":1}""")]
    [InlineData("b=1,a=${b},b=2", """{"b":2,"a":2}""")]
    [InlineData("a=${b.c},b{c=[1,{d=2}]}", """{"a":[1,{"d":2}],"b":{"c":[1,{"d":2}]}}""")]
    [InlineData("a=${b}x,b=1", """{"a":"1x","b":1}""")]
    [InlineData("a=x ${b} y,b=true", """{"a":"x true y","b":true}""")]
    [InlineData("a=${b}${b},b=[1]", """{"a":[1,1],"b":[1]}""")]
    [InlineData("a=${b} [2],b=[1]", """{"a":[1,2],"b":[1]}""")]
    [InlineData("a=${b} {d=2},b{c=1}", """{"a":{"c":1,"d":2},"b":{"c":1}}""")]
    [InlineData("a=[${b},${c}],b=1,c=2", """{"a":[1,2],"b":1,"c":2}""")]
    [InlineData("a=\"${b}\",b=1", """{"a":"${b}","b":1}""")]
    [InlineData("a=${b},b=null", """{"a":null,"b":null}""")]
    [InlineData("a=${ b . c },\"b \"{\" c\"=1}", """{"a":1,"b ":{" c":1}}""")]
    [InlineData("a=${\"b.c\"},\"b.c\"=1", """{"a":1,"b.c":1}""")]
    [InlineData("a=${b},b=${c},c=${d},d=1", """{"a":1,"b":1,"c":1,"d":1}""")]
    // Delayed merges.
    [InlineData("a=${b},a{d=2},b{c=1}", """{"a":{"c":1,"d":2},"b":{"c":1}}""")]
    [InlineData("a{c=0,e=3},a=${b},b{c=1}", """{"a":{"c":1,"e":3},"b":{"c":1}}""")]
    [InlineData("x=${a},x=${b},a{p=1,q=1},b{q=2}", """{"x":{"p":1,"q":2},"a":{"p":1,"q":1},"b":{"q":2}}""")]
    [InlineData("a{x=1},a=${b},a{y=2},b=3", """{"a":{"y":2},"b":3}""")]
    [InlineData("b{x=1},a=${b},a.x=2", """{"b":{"x":1},"a":{"x":2}}""")]
    [InlineData("d{n=1},a=${d},a{m=${a.n}}", """{"d":{"n":1},"a":{"n":1,"m":1}}""")]
    // Hidden ones are never evaluated.
    [InlineData("a=${nowhere},a=1", """{"a":1}""")]
    [InlineData("a{b=${nowhere}},a=1", """{"a":1}""")]
    [InlineData("a=${nowhere},a=[1]", """{"a":[1]}""")]
    // Optional ones.
    [InlineData("a=${?b}", "{}")]
    [InlineData("a=1,a=${?b}", """{"a":1}""")]
    [InlineData("a=[1,${?b},2]", """{"a":[1,2]}""")]
    [InlineData("a=x${?b}y", """{"a":"xy"}""")]
    [InlineData("a=${?b}1", """{"a":1}""")]
    [InlineData("a=${?b}${?c}", "{}")]
    [InlineData("a=${?b} [1]", """{"a":[1]}""")]
    [InlineData("a=${?b} {c=1}", """{"a":{"c":1}}""")]
    [InlineData("a=${?b},c=${?a}", "{}")]
    [InlineData("a=${?b},b=${?a}", "{}")]
    // Within itself, looking back.
    [InlineData("bar{foo=42,baz=${bar.foo}}", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar{foo=42,baz=${bar.foo}},bar{foo=43}", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("bar{a=${foo.d},b=1},bar.b=3,foo{c=${bar.b},d=2},foo.d=4", """{"bar":{"a":4,"b":3},"foo":{"c":3,"d":4}}""")]
    [InlineData("a=x,a=${a}y", """{"a":"xy"}""")]
    [InlineData("a=x,a=${a}y,a=${a}z", """{"a":"xyz"}""")]
    [InlineData("a=[1],a=${a} [2]", """{"a":[1,2]}""")]
    [InlineData("a=[1],a=${a}${a}", """{"a":[1,1]}""")]
    [InlineData("a{b=1},a=${a}{c=2}", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a=${?a}foo", """{"a":"foo"}""")]
    [InlineData("a=${?a} [1]", """{"a":[1]}""")]
    [InlineData("foo{a{c=1}},foo=${foo.a},foo{a=2}", """{"foo":{"a":2,"c":1}}""")]
    [InlineData("a=1,b=${a},a=${b}", """{"a":1,"b":1}""")]
    [InlineData("a=1,a=${a}${b},b=${a}", """{"a":"11","b":"11"}""")]
    [InlineData("a{b=x},a{b=${a.b}y}", """{"a":{"b":"xy"}}""")]
    [InlineData("d{b=x},a=${d},a{b=${a.b}y}", """{"d":{"b":"x"},"a":{"b":"xy"}}""")]
    [InlineData("a{y=${a}{y=1}}", """{"a":{"y":{"y":1}}}""")]
    [InlineData("x{l=[0]},a=${x},a{l+=1}", """{"x":{"l":[0]},"a":{"l":[0,1]}}""")]
    // Objects with numbers as keys are lists where lists are joined.
    [InlineData("a=[0] ${b},b{\"1\"=y,\"0\"=x,z=1}", """{"a":[0,"x","y"],"b":{"0":"x","1":"y","z":1}}""")]
    public void Substitutions_resolve_over_the_whole(string text, string tree)
    {
        using var expected = System.Text.Json.JsonDocument.Parse(tree);
        Assert.Equal(TreeText.Of(expected.RootElement), Some.Tree(text));
    }

    [Theory]
    [InlineData("a=${b}", "${b} is defined neither here nor in the environment; ${?b} would make it optional")]
    [InlineData("a=${b.c},b=1", "${b.c} is defined neither here nor in the environment; ${?b.c} would make it optional")]
    [InlineData("a=${a}", "${a} refers to itself (a cycle), and nothing earlier defines it")]
    [InlineData("a=${a}x", "${a} refers to itself (a cycle), and nothing earlier defines it")]
    [InlineData("a=${a.b}", "${a.b} refers to itself (a cycle), and nothing earlier defines it")]
    [InlineData("a=${b},b=${a}", "${a} refers to itself (a cycle), and nothing earlier defines it")]
    [InlineData("a=${b},b=${c},c=${a}", "${a} refers to itself (a cycle), and nothing earlier defines it")]
    [InlineData("a{b=${a}}", "this value refers to an object or list that contains it (a cycle)")]
    [InlineData("a=[${a}]", "this value refers to an object or list that contains it (a cycle)")]
    [InlineData("a=[1],a=[${a}]", "this value refers to an object or list that contains it (a cycle)")]
    [InlineData("a{x=${b}},b{y=${a}}", "this value refers to an object or list that contains it (a cycle)")]
    [InlineData("a=[1] x", "a list and a simple value cannot be joined to one value")]
    [InlineData("a={} x", "an object and a simple value cannot be joined to one value")]
    [InlineData("a=[1] {b=1}", "a list and an object cannot be joined to one value")]
    [InlineData("a=x [1]", "a simple value and a list cannot be joined to one value")]
    [InlineData("a=${b} [1],b=x", "a simple value and a list cannot be joined to one value")]
    [InlineData("a=1,a+=2", "a simple value and a list cannot be joined to one value")]
    [InlineData("a{b=1},a+=2", "an object and a list cannot be joined to one value")]
    public void What_cannot_be_resolved_is_an_error(string text, string expected)
    {
        var failure = Some.Failure(text);
        Assert.Equal(HoconReason.Substitution, failure.Reason);
        Assert.Contains(expected, failure.Errors.Select(error => error.Message));
    }

    [Fact]
    public void All_missing_ones_are_told_at_once_with_their_places()
    {
        var failure = Some.Failure("a = ${x}\nb = [1,\n ${y}]\nc { d = ${z} }");
        Assert.Equal(["a.conf:1", "a.conf:3", "a.conf:4"], failure.Errors.Select(error => error.Origin.ToString()));
    }

    [Fact]
    public void A_missing_one_that_several_values_use_is_told_once()
    {
        Assert.Single(Some.Failure("a = ${x}\nb = ${?a}\nc = ${?a}").Errors);
    }

    [Fact]
    public void The_environment_is_the_last_resort()
    {
        Assert.Equal("""{"a":"env","b":"set","b2":"set"}""", Some.Tree("a=${A},b=${b2},b2=set", ("A", "env"), ("b2", "env")));
        Assert.Equal("""{"a":""}""", Some.Tree("a=${A}", ("A", "")));
        Assert.Equal("""{"A":null,"a":null}""", Some.Tree("A=null,a=${A}", ("A", "env")));
        Assert.Equal("""{"a":"1"}""", Some.Tree("a=${?A}", ("A", "1")));
        Assert.Equal("""{"a":"x"}""", Some.Tree("a=${A.B}", ("A.B", "x")));
    }

    [Fact]
    public void A_value_from_the_environment_has_the_place_of_its_substitution()
    {
        var config = Some.Config("\na = ${A}", ("A", "env"));
        Assert.Equal("a.conf:2", config.Root.Fields[0].Value.Origin.ToString());
    }

    [Fact]
    public void The_environment_is_asked_once_for_each_occurrence()
    {
        var asked = 0;
        HoconConfig.Resolve(HoconDocument.Parse("a=${A},b=${a},c=${a}${a}", "a.conf"), new HoconResolveOptions
        {
            Environment = _ => { asked++; return "x"; },
        });
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Sources_merge_like_repeated_keys_and_resolve_once()
    {
        HoconSource[] sources =
        [
            HoconSource.FromDocument(HoconDocument.Parse("a=${b},b=1,c{d=1}", "one")),
            HoconSource.FromDocument(HoconDocument.Parse("b=2,c{e=2}", "two")),
            HoconSource.FromSet("c.d=[3]"),
            HoconSource.FromSet("c.d+=4"),
        ];
        var config = HoconConfig.Resolve(sources, new HoconResolveOptions());
        Assert.Equal("""{"a":2,"b":2,"c":{"d":[3,4],"e":2}}""", TreeText.Of(config.Root));
        Assert.Equal("two:1", config.Entries().First(entry => entry.Path == "a").Origin.ToString());
    }
}
