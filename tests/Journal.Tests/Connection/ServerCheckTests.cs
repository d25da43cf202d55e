using Dachshund.Journal.Connection;
using Dachshund.TestKit.Redis;

namespace Dachshund.Journal.Tests.Connection;

public sealed class ServerCheckTests
{
    [Theory]
    [InlineData("maxmemory-policy noeviction", "--maxmemory-policy", "allkeys-lru")]
    [InlineData("appendonly yes", "--appendonly", "no")]
    [InlineData("cluster-enabled no", "--cluster-enabled", "yes")]
    [InlineData("must name the primary", "--replicaof", "127.0.0.1 1")]
    public async Task Setting_that_loses_data_is_an_error_that_names_it(string expected, string setting, string value)
    {
        await using var server = await RedisServer.StartAsync([setting, .. value.Split(' ')]);
        var error = await Assert.ThrowsAsync<JournalException>(() => JournalFixture.ConnectAsync(server.Connection));
        Assert.Equal(JournalFault.ServerSetting, error.Fault);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loss_can_be_accepted()
    {
        await using var server = await RedisServer.StartAsync("--appendonly", "no");
        await using var client =
            await JournalFixture.ConnectAsync(server.Connection, options => options with { AcceptLoss = true });
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void Older_redis_is_refused()
    {
        var facts = ServerFacts.Parse("redis_version:6.2.14\r\nrole:master\r\n");
        Assert.Contains("7.0 or newer", facts.Problem(acceptLoss: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Wrong_password_is_said_to_be_that(string password)
    {
        await using var server = await RedisServer.StartAsync();
        await server.CommandAsync("CONFIG", "SET", "requirepass", "secret");
        var error = await Assert.ThrowsAsync<JournalException>(
            () => JournalFixture.ConnectAsync(server.Connection, options => options with { Password = password }));
        Assert.Equal(JournalFault.Password, error.Fault);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
        await using var client =
            await JournalFixture.ConnectAsync(server.Connection, options => options with { Password = "secret" });
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Another_number_of_partitions_than_stored_is_an_error_and_auto_takes_the_stored()
    {
        await using var fixture = await JournalFixture.StartAsync(options => options with { Partitions = 4 });
        var error = await Assert.ThrowsAsync<JournalException>(
            () => JournalFixture.ConnectAsync(fixture.Server.Connection, options => options with { Partitions = 8 }));
        Assert.Equal(JournalFault.DataSet, error.Fault);
        Assert.Contains("redis.partitions", error.Message, StringComparison.Ordinal);
        await using var auto =
            await JournalFixture.ConnectAsync(fixture.Server.Connection, options => options with { Partitions = 0 });
        Assert.Equal(4, auto.Partitions);
        Assert.Equal(fixture.Client.DataSetId, auto.DataSetId);
    }

    [Fact]
    public async Task Another_schema_is_an_error()
    {
        await using var server = await RedisServer.StartAsync();
        await server.CommandAsync("HSET", "dachshund:meta", "schema", "2", "partitions", "1", "id", "x");
        var error = await Assert.ThrowsAsync<JournalException>(() => JournalFixture.ConnectAsync(server.Connection));
        Assert.Contains("schema 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_that_is_away_at_the_start_is_unreachable()
    {
        var connection = $"127.0.0.1:{RedisServer.FreePort()}";
        var error = await Assert.ThrowsAsync<JournalException>(() => JournalFixture.ConnectAsync(
            connection, options =>
                options with { ConnectPatience = TimeSpan.Zero, CallTimeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal(JournalFault.Unreachable, error.Fault);
    }

    [Theory]
    [InlineData("host:port")]
    [InlineData(":6379")]
    public async Task Connection_that_is_no_address_is_an_error(string connection)
    {
        var error = await Assert.ThrowsAsync<JournalException>(() => JournalFixture.ConnectAsync(connection));
        Assert.Contains("redis.connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partition_is_the_one_that_redis_cluster_would_compute() =>
        Assert.Equal(0x31C3 % 16, JournalKeys.PartitionOf("123456789", 16));
}
