namespace Dachshund.Cluster.Tests.Hostile;

/// <summary>
/// Whatever a peer that has Redis' password writes under a key of ours, the consumers set it aside, count it, and go on. A row for
/// each: the key, what is done to it, and how many items are to be set aside for it.
/// </summary>
public sealed class HostileWriteTests(HostileScene scene) : IClassFixture<HostileScene>
{
    private const string Ns = "dachshund:";
    private const string Group = "dachshund:g:main:";
    private const string Entry = "{\"k\":\"match\",\"h\":\"hound\",\"i\":\"app\",\"r\":\"app\",\"sev\":\"error\",\"n\":1,\"t\":\"x\"";
    private const string Notice = "{\"kind\":\"match\",\"host\":\"hound\",\"rule\":\"r\",\"template\":\"t\"";

    private static string With(string count) => Entry.Replace("\"n\":1", count, StringComparison.Ordinal) + "}";

    /// <summary>Items of a stream that are set aside: the stream's key, the item's body, how many.</summary>
    public static TheoryData<string, string, string> Poison => new()
    {
        { "journal", "no JSON", "not json" },
        { "journal", "empty", "" },
        { "journal", "null", "null" },
        { "journal", "an array", "[1,2]" },
        { "journal", "no host", "{\"k\":\"match\"}" },
        { "journal", "a host of null", "{\"k\":\"match\",\"h\":null}" },
        { "journal", "a host that is no name", "{\"k\":\"hello\",\"h\":\"A b/c\"}" },
        { "journal", "a host of 2,000 letters", $"{{\"k\":\"bye\",\"h\":\"{new string('a', 2000)}\"}}" },
        { "journal", "an unknown kind", Entry.Replace("match", "nonsense", StringComparison.Ordinal) + "}" },
        { "journal", "a negative count", With("\"n\":-5") },
        { "journal", "an absurd count", With("\"n\":9223372036854775807") },
        { "journal", "an unknown severity", Entry.Replace("\"error\"", "\"loud\"", StringComparison.Ordinal) + "}" },
        { "journal", "200,000 levels deep", new string('[', 200_000) },
        { "journal", "300 KB", Entry + $",\"l\":{{\"x\":\"{new string('y', 300_000)}\"}}}}" },
        { "journal", "5 MB", Entry + $",\"l\":{{\"x\":\"{new string('y', 5_000_000)}\"}}}}" },
        { "journal", "labels of 100 KB", Entry + $",\"l\":{{\"x\":\"{new string('y', 100_000)}\"}}}}" },
        { "journal", "10,000 labels", Entry + $",\"l\":{{{string.Join(',', Enumerable.Range(0, 10_000).Select(n => $"\"l{n}\":\"\""))}}}}}" },
        { "journal", "a check-in of an unknown word", "{\"k\":\"task\",\"h\":\"hound\",\"r\":\"t\",\"d\":{\"word\":\"sings\"}}" },
        { "notices", "no JSON", "not json" },
        { "notices", "an unknown kind", Notice.Replace("match", "nonsense", StringComparison.Ordinal) + "}" },
        { "notices", "a label of null", Notice + ",\"labels\":{\"a\":null}}" },
        { "notices", "a sample of null", Notice + ",\"samples\":[null]}" },
        { "notices", "an absurd count", Notice + ",\"count\":9223372036854775807}" },
        { "notices", "300 KB", Notice + $",\"input\":\"{new string('y', 300_000)}\"}}" },
        { "notices", "labels of 100 KB", Notice + $",\"labels\":{{\"x\":\"{new string('y', 100_000)}\"}}}}" },
        { "inbox", "no JSON", "not json" },
        { "inbox", "nothing that is known", "{\"sing\":true}" },
        { "inbox", "a silence without labels", "{\"silence\":{\"id\":\"a\",\"labels\":{},\"durationMs\":1,\"why\":\"w\",\"by\":\"b\"}}" },
        { "inbox", "a silence of no glob", "{\"silence\":{\"id\":\"a\",\"labels\":{\"host\":[null]},\"durationMs\":9,\"why\":\"w\",\"by\":\"b\"}}" },
        { "inbox", "a silence of nulls", "{\"silence\":{}}" },
        { "inbox", "a report that is none", "{\"report\":\"{\\\"kind\\\":\\\"match\\\"}\"}" },
        { "inbox", "300 KB", $"{{\"endSilence\":\"{new string('y', 300_000)}\"}}" },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task An_item_is_set_aside_and_counted_and_the_next_line_told(string stream, string what, string body)
    {
        Assert.NotEmpty(what);
        var dead = await scene.DeadAsync();
        await scene.WriteAsync("XADD", stream == "journal" ? Ns + "0:journal" : Group + stream, "*", "e", body);
        await scene.NextLineIsToldAsync();
        await Deadline.UntilAsync(
            async () => await scene.DeadAsync() > dead, () => $"{what} in {stream} is not among those that were set aside");
        Assert.Equal(dead + 1, await scene.DeadAsync());
    }

    [Fact]
    public async Task Entries_of_10_MB_are_set_aside_without_being_read()
    {
        var (dead, memory) = (await scene.DeadAsync(), scene.Node.MemoryBytes);
        for (var i = 0; i < 3; i++)
        {
            const string Add = "return redis.call('XADD', KEYS[1], '*', 'e', string.rep('x', 10485760))";
            await scene.WriteAsync("EVAL", Add, "1", Ns + "0:journal");
        }

        await scene.NextLineIsToldAsync();
        Assert.Equal(dead + 3, await scene.DeadAsync());
        Assert.InRange(scene.Node.MemoryBytes - memory, long.MinValue, 60_000_000);
    }

    /// <summary>What is passed over: commands of a peer, a row each.</summary>
    public static TheoryData<string[]> Garbage =>
    [
        ["XADD", Ns + "0:journal", "*", "nofield", "{}", "e", "x"],
        ["XADD", Ns + "0:journal", "*", "e", With("\"n\":2,\"t0\":9223372036854775807,\"t1\":-9223372036854775807")],
        ["EVAL", "for i = 1, 3000 do redis.call('XADD', KEYS[1], '*', 'e', 'garbage ' .. i) end", "1", Ns + "0:journal"],
        ["EVAL", "return redis.call('XADD', KEYS[1], '*', 'e', string.char(255, 254, 0, 192, 128))", "1", Ns + "0:journal"],
        ["HSET", Ns + "0:cursors", "evil", "garbage", "other", "", "third", "9-9 x y held", new string('g', 3000), "1-1 1 1 held"],
        ["HSET", Ns + "0:cursors", "main", "garbage"],
        ["HDEL", Ns + "0:cursors", "main"],
        ["HSET", Group + "router:cursors", "evil", "garbage"],
        ["HSET", Group + "lease:shard-0", "epoch", "garbage"],
        ["HSET", Group + "lease:shard-0", "epoch", "999999999999999"],
        ["HSET", Group + "lease:shard-0", "owner", "garbage"],
        ["HSET", Group + "lease:shard-0", "rev", "garbage"],
        ["HSET", Group + "lease:shard-0", "rev", "1e300", "turns", "nan", "since", "inf", "released", "-1", "heir", "A b"],
        ["HSET", Group + "lease:alert-router", "epoch", "-1", "rev", "0x10"],
        ["DEL", Group + "lease:alert-router"],
        ["HSET", Group + "lease:nobody-knows", "owner", "x"],
        ["HSET", Ns + "session:hound", "pulse", "garbage", "interval", "nan", "wall", "1e999", "address", "\r\n[evil](x)"],
        ["HSET", Ns + "session:hound", "pulse", "inf"],
        ["HSET", Ns + "session:evil", "incarnation", "x", "state", "sings", "roles", new string('r', 10_000)],
        ["HSET", Ns + "0:ckpt:hound", "garbage", "garbage", "1:2:3", "x y z", "9:9:9", "-1 1 99999999999 0 9 /etc/shadow"],
        ["HSET", Ns + "0:ckpt:hound", "$field", "garbage"],
        ["HSET", Ns + "0:ckpt:hound", "$field", ""],
        ["HSET", Ns + "0:ckpt:hound", "$field", new string('9', 5000)],
        ["ZADD", Ns + "0:beats", "inf", "hound", "1", "A b", "1", new string('z', 3000), "-inf", "evil"],
        ["HSET", Ns + "0:since", "hound", "garbage", "evil", "1e999"],
        ["HSET", Ns + "0:clock", "wall", "garbage", "seen", "nan"],
        ["HSET", Ns + "link-keys", "garbage", "garbage", "0123456789abcdef", "{}"],
        ["HSET", "$budget", "slot:evil", "garbage", "slot:ever", "open 1 99999999999999", "pause", "pause 1 x"],
        ["HSET", Ns + "samples", "garbage", "garbage"],
        ["ZADD", Ns + "samples-due", "inf", "garbage"],
        ["ZADD", Ns + "volunteers", "inf", "garbage", "9999999999999999", "no:body"],
        ["ZADD", Group + "servers", "inf", "garbage"],
        ["HSET", Group + "shard-0:hosts", "garbage", "garbage", "A b", "offline 1", "evil", "77 1", new string('h', 2000), "offline 1 1"],
        ["HSET", Group + "shard-0:tasks", "garbage", "garbage", "a/b", "null", "c/d", "{\"failures\":[null]}", new string('t', 2000), "{}"],
        ["HSET", Group + "shard-0:fill", "garbage", "77", new string('f', 2000), "Full"],
        ["HSET", Group + "shard-0:poison", "count", "garbage", "alerted", "nan"],
        ["HSET", Group + "router:alerts", "garbage", "garbage", "x", "{\"id\":\"x\",\"accounts\":[null]}"],
        ["HSET", Group + "router:alerts", "y", "{\"id\":\"y\",\"severityMarks\":[]}"],
        ["HSET", Group + "router:alerts", "z", "{\"id\":\"other\"}", new string('a', 2000), "{}", "n", "{\"id\":\"n\",\"samples\":null}"],
        ["HSET", Group + "router:deliveries", "garbage", "garbage", "@x", "{\"name\":\"y\"}"],
        ["HSET", Group + "router:deliveries", "d", "{\"id\":\"d\",\"channel\":\"gone\",\"group\":\"none\"}"],
        ["HSET", Group + "router:silences", "n", "{\"id\":\"n\",\"labels\":{\"host\":[null]},\"untilMs\":99999999999999,\"why\":\"\",\"by\":\"\"}"],
        ["HSET", Group + "router:silences", "garbage", "garbage", "s", "{\"id\":\"s\",\"labels\":{},\"untilMs\":1,\"why\":\"\",\"by\":\"\"}"],
        ["HSET", Group + "router:clock", "seen", "garbage"],
        ["HSET", Group + "router:poison", "count", "garbage"],
        ["HSET", Group + "report:last", "day", "garbage", "at", "nan", "channels", "[]"],
        ["PUBLISH", Ns + "bell:journal-0", new string('b', 1_000_000)],
        ["PUBLISH", Ns + "bell:router-main", "\0\uFFFD"],
        ["PUBLISH", Ns + "ask:hound", "garbage"],
        ["PUBLISH", Ns + "ask:hound", new string('[', 100_000)],
        ["PUBLISH", Ns + "presence:hound:x", "garbage"],
    ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_in_a_key_stops_nothing(string[] command)
    {
        Assert.IsNotType<TestKit.Redis.RespError>(await scene.WriteAsync(command));
        await scene.ReloadAsync();
        await scene.NextLineIsToldAsync();
        Assert.False(scene.Node.HasExited);
    }

    /// <summary>Keys that hold another type: nothing can go on there, and does as soon as somebody deletes the key.</summary>
    public static TheoryData<string, string> Types => new()
    {
        { Group + "dead", "x" }, { Ns + "samples", "x" }, { Ns + "samples-due", "x" }, { Ns + "link-keys", "x" },
        { Ns + "0:cursors", "waits" }, { Group + "lease:shard-0", "waits" }, { Group + "lease:alert-router", "waits" },
        { Ns + "0:ckpt:hound", "waits" }, { Ns + "0:journal", "waits" }, { Group + "notices", "waits" },
        { Group + "router:alerts", "waits" }, { Group + "shard-0:hosts", "x" }, { Ns + "0:since", "x" }, { Ns + "0:clock", "x" },
        { Group + "servers", "x" }, { Ns + "session:evil", "x" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_key_of_another_type_is_named_and_all_goes_on_when_it_is_deleted(string key, string how)
    {
        var said = scene.Node.Lines.Count;
        await scene.WriteAsync("SET", key, "garbage");
        await scene.ReloadAsync();
        await scene.WriteLineAsync();
        if (how == "waits")
            await scene.Node.WaitForLineAsync(key, said);
        await scene.WriteAsync("DEL", key);
        await scene.IsToldAsync();
        Assert.False(scene.Node.HasExited);
    }
}
