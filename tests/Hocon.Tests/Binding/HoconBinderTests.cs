namespace Dachshund.Hocon.Tests.Binding;

public class HoconBinderTests
{
    [Fact]
    public void Every_type_of_property_binds()
    {
        var kennel = Bind("""
            kennel {
              port = 80, partitions = 16, entries = "5000000000", ratio = 0.25, open = yes, name = the yard
              password = bone, group-wait = 2 s, line-max = 4K, coat = wire-haired, second-coat = long-haired
              roles = [agent, server], match { host = web-1, rule = [a, b] }, bed.width = 9
              dogs { rex { type = hunter, prey = badger }, ben { type = sleeper, age = 5 } }
              beds = [{ length = 5 }, {}]
            }
            """);
        Assert.Equal((80, 16, 5_000_000_000, 0.25, true, "the yard", "bone"),
            (kennel.Port, kennel.Partitions, kennel.Entries, kennel.Ratio, kennel.Open, kennel.Name, kennel.Password));
        Assert.Equal((TimeSpan.FromSeconds(2), 4096, Coat.WireHaired, (Coat?)Coat.LongHaired),
            (kennel.GroupWait, kennel.LineMax, kennel.Coat, kennel.SecondCoat));
        Assert.Equal(["agent", "server"], kennel.Roles);
        Assert.Equal(["web-1"], kennel.Match["host"]);
        Assert.Equal(["a", "b"], kennel.Match["rule"]);
        Assert.Equal(new Bed { Length = 7, Width = 9 }, kennel.Bed);
        Assert.Equal(new Hunter { Prey = "badger" }, kennel.Dogs["rex"]);
        Assert.Equal(new Sleeper { Age = 5 }, kennel.Dogs["ben"]);
        Assert.Equal([new Bed { Length = 5 }, new Bed()], kennel.Beds);
    }

    [Fact]
    public void A_missing_object_gives_the_defaults_of_the_records()
    {
        var kennel = Bind("other = 1");
        Assert.Equal((4400, 1_000_000, Coat.ShortHaired, (Coat?)null), (kennel.Port, kennel.Entries, kennel.Coat, kennel.SecondCoat));
        Assert.Equal(["agent"], kennel.Roles);
    }

    [Theory]
    [InlineData("port = 0", "port: must be from 1 to 65535, but is \"0\"")]
    [InlineData("port = 4294967297", "port: must be a whole number, but is \"4294967297\"")]
    [InlineData("port = 1.5", "port: must be a whole number, but is \"1.5\"")]
    [InlineData("port = [1]", "port: must be a whole number, but is a list")]
    [InlineData("port = null", "port: must be a whole number, but is null")]
    [InlineData("partitions = 65", "partitions: must be from 1 to 64, or auto, but is \"65\"")]
    [InlineData("partitions = some", "partitions: must be a whole number, or auto, but is \"some\"")]
    [InlineData("open = maybe", "open: must be one of true, yes, on, false, no, off, but is \"maybe\"")]
    [InlineData("group-wait = 1 week", "group-wait: must be a duration like 500ms, 10s, 5m, 2h or 7d, but is \"1 week\"")]
    [InlineData("group-wait = 2h", "group-wait: must be from 100ms to 1h, but is \"2h\"")]
    [InlineData("group-wait = -1s", "group-wait: must be a duration like 500ms, 10s, 5m, 2h or 7d, but is \"-1s\"")]
    [InlineData("line-max = 4X", "line-max: must be a size like 4K, 1M or 65536, but is \"4X\"")]
    [InlineData("coat = wire-hared", "coat: must be one of short-haired, long-haired, wire-haired, but is \"wire-hared\" (did you mean \"wire-haired\"?)")]
    [InlineData("roles = [agent, sever]", "roles[1]: must be one of agent, server, but is \"sever\" (did you mean \"server\"?)")]
    [InlineData("roles = agent", "roles: must be a list [ ... ], but is text")]
    [InlineData("bed = 5", "bed: must be an object { ... }, but is a number")]
    [InlineData("bed = null", "bed: must be an object { ... }, but is null")]
    [InlineData("prot = 5", "prot: there is no such key (did you mean \"port\"?)")]
    [InlineData("bed.colour = red", "bed.colour: there is no such key; known here: length, width")]
    [InlineData("dogs.rex {}", "dogs.rex.type: is required: one of hunter, sleeper")]
    [InlineData("dogs.rex.type = huntr", "dogs.rex.type: \"huntr\" is not known; one of hunter, sleeper (did you mean \"hunter\"?)")]
    [InlineData("dogs.rex.type = 5", "dogs.rex.type: must be one of hunter, sleeper, but is a number")]
    [InlineData("dogs.rex { type = hunter }", "dogs.rex.prey: is required")]
    [InlineData("beds = [{ lenth = 1 }]", "beds[0].lenth: there is no such key (did you mean \"length\"?)")]
    public void A_wrong_value_is_told_with_what_is_allowed(string text, string expected)
    {
        var result = HoconBinder.Bind<Kennel>(Some.Config($"kennel {{ {text} }}"), "kennel");
        Assert.Null(result.Value);
        Assert.Equal($"a.conf:1: {expected}", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_the_text()
    {
        var result = HoconBinder.Bind<Kennel>(Some.Config("kennel {\n prot = 1\n dogs.rex.type = cat\n coat = x\n port = y\n}"), "kennel");
        Assert.Equal(["a.conf:2", "a.conf:3", "a.conf:4", "a.conf:5"], result.Errors.Select(error => error.Origin.ToString()));
    }

    [Theory]
    [InlineData("password = hunter2")]
    [InlineData("secret-wait = hunter2")]
    [InlineData("password = [hunter2]")]
    [InlineData("pasword = hunter2")]
    [InlineData("password { a = hunter2 }")]
    public void The_value_of_a_secret_is_in_no_error(string text)
    {
        var result = HoconBinder.Bind<Kennel>(Some.Config($"kennel {{ {text} }}"), "kennel");
        Assert.NotEmpty(result.Errors);
        Assert.DoesNotContain("hunter2", string.Join('\n', result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_with_numbers_as_keys_binds_as_a_list()
    {
        Assert.Equal(["server", "agent"], Bind("kennel.roles { 10 = agent, 2 = server }").Roles);
    }

    private static Kennel Bind(string text)
    {
        var result = HoconBinder.Bind<Kennel>(Some.Config(text), "kennel");
        Assert.Empty(result.Errors);
        return Assert.IsType<Kennel>(result.Value);
    }
}
