using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dachshund.Journal.Embedded;
using Dachshund.TestKit.Redis;

namespace Dachshund.Journal.Tests.Embedded;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EmbeddedRedisTests : IDisposable
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TestFolder _folder = new();

    private string Redis => Path.Combine(_folder.Path, "redis");

    public void Dispose()
    {
        if (ServerProcess.TryRead(Path.Combine(Redis, "process"))?.Open() is { } left)
        {
            left.Kill();
            left.WaitForExit();
            left.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Client_works_on_it_without_any_settings()
    {
        await using var redis = await StartAsync();
        await using var client = await ConnectAsync();
        Assert.Equal(1, client.Partitions);
        Assert.True(
            (await client.PostAsync(client.Keys.Inbox, "k", "v"u8.ToArray(), "", CancellationToken.None)).IsDone);
    }

    [Fact]
    public async Task Secrets_and_data_are_for_the_owner_only_and_not_on_the_command_line()
    {
        await using var redis = await StartAsync();
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(Redis));
        foreach (var name in new[] { "redis.conf", "endpoint", "process" })
            Assert.Equal(OwnerFile, File.GetUnixFileMode(Path.Combine(Redis, name)));
        var password = EndpointFile.TryRead(_folder.Path)!.Password;
        Assert.Equal(48, password.Length);
        Assert.DoesNotContain(
            password, await File.ReadAllTextAsync($"/proc/{redis.ProcessId}/cmdline"), StringComparison.Ordinal);
        Assert.Empty(await File.ReadAllTextAsync($"/proc/{redis.ProcessId}/environ"));
    }

    [Fact]
    public async Task Server_of_a_crashed_run_is_adopted()
    {
        await using var crashed = await StartAsync();
        await using var next = await StartAsync();
        Assert.True(next.WasAdopted);
        Assert.Equal(crashed.ProcessId, next.ProcessId);
        Assert.Equal(crashed.Endpoint, next.Endpoint);
    }

    [Fact]
    public async Task Server_of_a_crashed_run_that_does_not_answer_is_ended_and_replaced()
    {
        await using var crashed = await StartAsync();
        var frozen = crashed.ProcessId;
        using (var kill = Process.Start("kill", ["-STOP", frozen.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await using var next = await StartAsync();
        Assert.False(next.WasAdopted);
        Assert.NotEqual(frozen, next.ProcessId);
    }

    [Fact]
    public async Task Server_of_a_crashed_run_that_is_configured_otherwise_is_replaced()
    {
        await using var crashed = await StartAsync();
        var port = RedisServer.FreePort();
        var old = crashed.ProcessId;
        await using var next = await EmbeddedRedis.StartAsync(
            Options with { Embedded = new EmbeddedOptions { Port = port } }, JournalFixture.Environment,
                CancellationToken.None);
        Assert.False(next.WasAdopted);
        Assert.NotEqual(old, next.ProcessId);
        Assert.Equal($"127.0.0.1:{port}", next.Endpoint);
    }

    [Fact]
    public async Task Dying_server_comes_back_with_its_data_and_the_client_finds_it()
    {
        await using var redis = await StartAsync();
        await using var client = await ConnectAsync();
        var post = await client.PostAsync(client.Keys.Inbox, "k", "v"u8.ToArray(), "", CancellationToken.None);
        Assert.True(post.IsDone);
        using (var process = Process.GetProcessById(redis.ProcessId))
            process.Kill();
        var items = await Eventually.DoneAsync(
            () => client.ReadStreamAsync(client.Keys.Inbox, "0-0", 10, CancellationToken.None));
        Assert.Equal(post.Value, Assert.Single(items).Id);
    }

    [Fact]
    public async Task Leaving_stops_the_server_and_the_next_start_has_its_data_at_the_same_port()
    {
        string endpoint;
        await using (var redis = await StartAsync())
        {
            endpoint = redis.Endpoint;
            await using var client = await ConnectAsync();
            Assert.True(
                (await client.PostAsync(client.Keys.Inbox, "k", "v"u8.ToArray(), "", CancellationToken.None)).IsDone);
        }

        Assert.Null(ServerProcess.TryRead(Path.Combine(Redis, "process")));
        Assert.False(new EmbeddedFolder(Options).IsLocked());
        await using var again = await StartAsync();
        await using var reader = await ConnectAsync();
        Assert.Single((await reader.ReadStreamAsync(reader.Keys.Inbox, "0-0", 10, CancellationToken.None)).Value);
        Assert.Equal(endpoint, again.Endpoint);
    }

    [Fact]
    public async Task Remembered_port_that_another_process_took_is_replaced()
    {
        string endpoint;
        await using (var redis = await StartAsync())
            endpoint = redis.Endpoint;
        using var thief = new TcpListener(IPEndPoint.Parse(endpoint));
        thief.Start();
        await using var again = await StartAsync();
        Assert.NotEqual(endpoint, again.Endpoint);
    }

    [Fact]
    public async Task Configured_port_that_is_taken_is_an_error_that_says_so()
    {
        using var thief = new TcpListener(IPAddress.Loopback, 0);
        thief.Start();
        var options = Options with { Embedded = new EmbeddedOptions { Port = ((IPEndPoint)thief.LocalEndpoint).Port } };
        var error = await Assert.ThrowsAsync<JournalException>(
            () => EmbeddedRedis.StartAsync(options, JournalFixture.Environment, CancellationToken.None));
        Assert.Equal(JournalFault.Embedded, error.Fault);
        Assert.Contains("in use", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Address_that_others_reach_needs_a_password()
    {
        var options = Options with { Embedded = new EmbeddedOptions { Bind = "0.0.0.0" } };
        var error = await Assert.ThrowsAsync<JournalException>(
            () => EmbeddedRedis.StartAsync(options, JournalFixture.Environment, CancellationToken.None));
        Assert.Contains("redis.embedded.password", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restart_delay_doubles_and_starts_over_after_a_quiet_minute()
    {
        var delay = new RestartDelay();
        Assert.Equal(
            [100, 200, 400], Enumerable.Range(0, 3).Select(_ => (int)delay.Next(TimeSpan.Zero).TotalMilliseconds));
        for (var again = 0; again < 20; again++)
            delay.Next(TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(30), delay.Next(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMilliseconds(100), delay.Next(TimeSpan.FromMinutes(1)));
    }

    private JournalOptions Options => JournalFixture.Patient with { DataDirectory = _folder.Path };

    private Task<EmbeddedRedis> StartAsync() =>
        EmbeddedRedis.StartAsync(Options, JournalFixture.Environment, CancellationToken.None);

    private Task<JournalClient> ConnectAsync() =>
        JournalClient.ConnectAsync(Options, JournalFixture.Environment, CancellationToken.None);
}
