using System.Globalization;
using Dachshund.Journal.Connection;
using Dachshund.TestKit.Redis;

namespace Dachshund.Journal.Tests.Scripts;

/// <summary>A script that fails half-way keeps what it wrote, so each must fail before it writes.</summary>
public sealed class BrokenScriptTests
{
    private const string DumpScript = """
        local dump = {}
        for _, key in ipairs(redis.call('KEYS', '*')) do
          dump[#dump + 1] = key
          dump[#dump + 1] = redis.call('PTTL', key)
          dump[#dump + 1] = redis.call('DUMP', key)
        end
        return dump
        """;

    private static readonly string[] _blanks = ["", " "];
    private static readonly string[] _wrong = ["", " ", "-1", "1.5", "0x", "no such\u0001thing", new string('9', 30)];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ScriptCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Broken_argument_or_key_changes_nothing(int number)
    {
        var run = ScriptCase.All[number];
        await using var server = await RedisServer.StartAsync("--appendfsync", "no");
        await using var redis = await RespConnection.OpenAsync(server.Port);
        foreach (var command in ScriptCase.Setup)
            Assert.IsNotType<RespError>(await redis.SendAsync(command));
        var before = await DumpAsync(redis);
        var (keys, arguments) = (run.Keys.Select(key => key.Key).ToArray(), await ArgumentsAsync(run, redis));

        await BreakArgumentsAsync(run, redis, keys, arguments, before);
        await BreakKeysAsync(run, redis, keys, arguments, before);
        Assert.IsType<RespError>(
            await RunAsync(redis, run.Name, keys, run.TakesMoreArguments ? arguments[..1] : arguments[..^1]));
        Assert.IsType<RespError>(await RunAsync(redis, run.Name, keys[..^1], arguments));
        if (!run.TakesMoreArguments)
            Assert.IsType<RespError>(await RunAsync(redis, run.Name, keys, [.. arguments, "x"]));
        await AssertSameAsync(before, redis, "number of arguments");

        // The unbroken run works; else the test would prove nothing.
        var answer = await RunAsync(redis, run.Name, keys, arguments);
        Assert.IsNotType<RespError>(answer);
        if (!run.ReadsOnly)
        {
            Assert.Equal("OK", ((object?[])answer!)[0]);
            Assert.NotEqual(before, await DumpAsync(redis));
        }
    }

    [Fact]
    public async Task A_watched_lease_or_clock_of_another_type_stops_no_beat()
    {
        var run = ScriptCase.All.Single(script => script is { Name: "beat", Variant: "beat" });
        await using var server = await RedisServer.StartAsync("--appendfsync", "no");
        await using var redis = await RespConnection.OpenAsync(server.Port);
        foreach (var command in ScriptCase.Setup)
            await redis.SendAsync(command);
        await redis.SendAsync("SET", "wrong", "garbage");
        var (keys, arguments) = (run.Keys.Select(key => key.Key).ToArray(), await ArgumentsAsync(run, redis));
        for (var at = run.PassesOverFrom; at < keys.Length; at++)
        {
            var answer = await RunAsync(redis, run.Name, [.. keys[..at], "wrong", .. keys[(at + 1)..]], arguments);
            Assert.Equal("OK", ((object?[])answer!)[0]);
            Assert.Equal("garbage", await redis.SendAsync("GET", "wrong"));
        }
    }

    [Fact]
    public void Every_script_is_tested() =>
        Assert.Equal(
            ScriptCatalog.All.Select(script => script.Name).Order(),
            ScriptCase.All.Select(run => run.Name).Distinct().Order());

    private static async Task BreakArgumentsAsync(
        ScriptCase run,
        RespConnection redis,
        string[] keys,
        string[] arguments,
        IReadOnlyDictionary<string, string> before)
    {
        for (var at = 0; at < arguments.Length; at++)
        {
            var values = run.Arguments[at].How switch
            {
                Breakable.Strict => _wrong,
                Breakable.Word => _blanks,
                Breakable.Filled => [""],
                _ => [],
            };
            var errors = 0;
            foreach (var value in values)
            {
                var answer =
                    await RunAsync(redis, run.Name, keys, [.. arguments[..at], value, .. arguments[(at + 1)..]]);
                errors += IsDefect(answer) ? 1 : 0;
                await AssertSameAsync(before, redis, $"{run}: argument {at + 1} as '{value}' answered {Text(answer)}");
            }

            Assert.True(values.Length == 0 || errors > 0, $"{run}: argument {at + 1} is never refused");
        }
    }

    private static async Task BreakKeysAsync(
        ScriptCase run,
        RespConnection redis,
        string[] keys,
        string[] arguments,
        IReadOnlyDictionary<string, string> before)
    {
        string[][] others =
        [
            ["SET", "wrong", "1"], ["LPUSH", "wrong", "1"], ["HSET", "wrong", "a", "1"], ["ZADD", "wrong", "1", "a"],
            ["XADD", "wrong", "*", "a", "1"],
        ];
        for (var at = 0; at < Math.Min(keys.Length, run.PassesOverFrom); at++)
        {
            foreach (var command in others)
            {
                await redis.SendAsync(command);
                if ((string?)await redis.SendAsync("TYPE", "wrong") != run.Keys[at].Type)
                {
                    var answer =
                        await RunAsync(redis, run.Name, [.. keys[..at], "wrong", .. keys[(at + 1)..]], arguments);
                    // A key that is read before anything is written is refused by Redis itself.
                    Assert.True(
                        IsDefect(answer) || run.TakesAnyKey
                        || (answer is RespError error && error.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal)),
                        $"{run}: key {at + 1} made by {command[0]} answered {Text(answer)}");
                }

                await redis.SendAsync("DEL", "wrong");
                await AssertSameAsync(before, redis, $"{run}: key {at + 1} made by {command[0]}");
            }
        }
    }

    private static async Task<string[]> ArgumentsAsync(ScriptCase run, RespConnection redis)
    {
        var facts = ServerFacts.Parse((string)(await redis.SendAsync("INFO", "replication"))!);
        return [.. run.Arguments.Select(argument => argument.Value == "$history" ? facts.History : argument.Value)];
    }

    private static Task<object?> RunAsync(RespConnection redis, string name, string[] keys, string[] arguments) =>
        redis.SendAsync(
        [
            "EVAL", ScriptCatalog.Get(name).Source, keys.Length.ToString(CultureInfo.InvariantCulture), .. keys,
            .. arguments,
        ]);

    private static bool IsDefect(object? answer) =>
        answer is RespError { Message: var message }
        && (message.StartsWith("DEFECT", StringComparison.Ordinal) || message.StartsWith("BROKEN", StringComparison.Ordinal));

    private static async Task<IReadOnlyDictionary<string, string>> DumpAsync(RespConnection redis)
    {
        var dump = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var parts = (object?[])(await redis.SendAsync("EVAL", DumpScript, "0"))!;
        for (var at = 0; at < parts.Length; at += 3)
            dump[(string)parts[at]!] = $"{parts[at + 1]} {parts[at + 2]}";
        return dump;
    }

    private static async Task AssertSameAsync(
        IReadOnlyDictionary<string, string> before, RespConnection redis, string what)
    {
        var after = await DumpAsync(redis);
        var changed = after
            .Where(pair => !before.TryGetValue(pair.Key, out var value) || value != pair.Value)
            .Select(pair => pair.Key)
            .Concat(before.Keys.Except(after.Keys));
        Assert.True(!changed.Any(), $"{what}: changed {string.Join(' ', changed)}");
    }

    private static string Text(object? answer) => answer switch
    {
        object?[] items => string.Join(' ', items),
        _ => answer?.ToString() ?? "nothing",
    };
}
