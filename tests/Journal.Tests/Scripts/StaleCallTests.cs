using System.Globalization;
using Dachshund.Journal.Connection;
using Dachshund.TestKit.Redis;

namespace Dachshund.Journal.Tests.Scripts;

/// <summary>Calls that were right a moment ago: each thing that a script compares is another one by then.</summary>
public sealed class StaleCallTests
{
    private const string Left = "HSET n:session:web-1 state left";

    // The changes are `number of the argument = other value`; the setup that they meet is that of ScriptCase.
    [Theory]
    [InlineData("acquire", "", "", "OK")]
    [InlineData("acquire", "3=web-3:i3", "", "LOST")]
    [InlineData("acquire", "4=5", "", "LOST")]
    [InlineData("acquire", "5=2", "", "LOST")]
    [InlineData("acquire", "6=free", "", "LOST")]
    [InlineData("acquire", "6=own", "", "LOST")]
    [InlineData("acquire", "2=abc", "", "RELOAD")]
    [InlineData("acquire", "1=i0", "", "FENCED")]
    [InlineData("acquire", "", Left, "FENCED")]
    [InlineData("release", "", "", "OK")]
    [InlineData("release", "0=web-1:i0", "", "FENCED")]
    [InlineData("release", "1=4", "", "FENCED")]
    [InlineData("append", "", "", "OK")]
    [InlineData("append", "0=i0", "", "FENCED")]
    [InlineData("append", "", Left, "FENCED")]
    [InlineData("beat beat", "", "", "OK")]
    [InlineData("beat beat", "4=set2", "", "DATASET")]
    [InlineData("beat beat", "3=abc", "", "RELOAD")]
    [InlineData("beat beat", "2=i0", "", "FENCED")]
    [InlineData("beat beat", "", Left, "FENCED")]
    [InlineData("beat bye", "2=i0", "", "FENCED")]
    [InlineData("beat open", "2=i9", "", "HELD")]
    [InlineData("beat open", "2=i9 8=i1 9=6", "", "HELD")]
    [InlineData("beat open", "2=i9 8=i0 9=7", "", "HELD")]
    [InlineData("beat open", "2=i9 8=i1 9=7", "", "OK")]
    [InlineData("beat open", "2=i9 10=1", "", "OK")]
    [InlineData("beat open", "2=i9", Left, "OK")]
    [InlineData("commit", "", "", "OK")]
    [InlineData("commit", "0=abc", "", "RELOAD")]
    [InlineData("commit", "1=web-2:i2", "", "FENCED")]
    [InlineData("commit", "2=4", "", "FENCED")]
    [InlineData("commit", "3=1", "", "RELOAD")]
    public async Task Call_that_is_stale_in_one_thing_is_refused_for_that(string name, string changes, string setup, string answer)
    {
        await using var server = await RedisServer.StartAsync("--appendfsync", "no");
        await using var redis = await RespConnection.OpenAsync(server.Port);
        await SetUpAsync(redis, setup);
        Assert.Equal(answer, (await RunAsync(redis, name, changes))[0]);
    }

    [Fact]
    public async Task Epoch_of_a_clock_that_was_ahead_is_not_given_again()
    {
        await using var server = await RedisServer.StartAsync("--appendfsync", "no");
        await using var redis = await RespConnection.OpenAsync(server.Port);
        await SetUpAsync(redis, "HSET n:g:main:lease:shard-1 epoch 99999999999990");
        Assert.Equal("99999999999991", (await RunAsync(redis, "acquire", "4=99999999999990"))[1]);
    }

    [Fact]
    public async Task Group_that_is_registered_keeps_its_cursor()
    {
        await using var server = await RedisServer.StartAsync("--appendfsync", "no");
        await using var redis = await RespConnection.OpenAsync(server.Port);
        await SetUpAsync(redis, "");
        await RunAsync(redis, "acquire", "7=main");
        Assert.Equal("1-1 1 1 held", await redis.SendAsync("HGET", "n:0:cursors", "main"));
    }

    private static async Task SetUpAsync(RespConnection redis, string more)
    {
        foreach (var command in ScriptCase.Setup)
            Assert.IsNotType<RespError>(await redis.SendAsync(command));
        if (more.Length > 0)
            Assert.IsNotType<RespError>(await redis.SendAsync(more.Split(' ')));
    }

    private static async Task<object?[]> RunAsync(RespConnection redis, string name, string changes)
    {
        var run = ScriptCase.All.Single(run => run.ToString().TrimEnd() == name);
        var history = ServerFacts.Parse((string)(await redis.SendAsync("INFO", "replication"))!).History;
        string[] arguments = [.. run.Arguments.Select(argument => argument.Value == "$history" ? history : argument.Value)];
        foreach (var change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = change.Split('=');
            arguments[int.Parse(parts[0], CultureInfo.InvariantCulture)] = parts[1];
        }

        var keys = run.Keys.Select(key => key.Key).ToArray();
        return Assert.IsType<object?[]>(await redis.SendAsync(
        [
            "EVAL", ScriptCatalog.Get(run.Name).Source, keys.Length.ToString(CultureInfo.InvariantCulture), .. keys,
            .. arguments,
        ]));
    }
}
