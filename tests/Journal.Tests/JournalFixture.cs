using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Journal.Tests;

/// <summary>A real server and a client on it.</summary>
internal sealed class JournalFixture : IAsyncDisposable
{
    private JournalFixture(RedisServer server, JournalClient client) => (Server, Client) = (server, client);

    internal RedisServer Server { get; }

    internal JournalClient Client { get; }

    internal static JournalEnvironment Environment { get; } = new(TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Options under which no test fails because the machine is slow.</summary>
    internal static JournalOptions Patient { get; } = new()
    {
        CallTimeout = TimeSpan.FromSeconds(20),
        ConnectPatience = TimeSpan.FromSeconds(60),
    };

    internal static async Task<JournalFixture> StartAsync(
        Func<JournalOptions, JournalOptions>? change = null, params string[] settings)
    {
        var server = await RedisServer.StartAsync(settings);
        try
        {
            return new JournalFixture(server, await ConnectAsync(server.Connection, change));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    internal static Task<JournalClient> ConnectAsync(
        string connection, Func<JournalOptions, JournalOptions>? change = null)
    {
        var options = Patient with { Connection = connection, Partitions = 1 };
        return JournalClient.ConnectAsync(
            change is null ? options : change(options), Environment, CancellationToken.None);
    }

    internal async Task<SessionIdentity> OpenAsync(string host, string incarnation, bool replace = true)
    {
        var identity = Some.Identity(host, incarnation);
        var call = await Client.OpenSessionAsync(
            new SessionOpening(identity, Some.Facts) { Replace = replace }, CancellationToken.None);
        Assert.True(call.IsDone, call.Reason);
        Assert.True(call.Value.Opened);
        return identity;
    }

    /// <summary>Listens to a bell; returns when Redis knows of it, so that a ring from now on is heard.</summary>
    internal async Task<IDisposable> ListenAsync(string bell, Action ring)
    {
        var subscription = Client.SubscribeBell(bell, ring);
        await Eventually.TrueAsync(async () =>
            (await Server.CommandAsync("PUBSUB", "NUMSUB", Client.Keys.Bell(bell))) is object?[] answer && answer[1] is not 0L);
        return subscription;
    }

    internal async Task<AcquireAnswer> AcquireAsync(SessionIdentity identity, string lease, int? partition = null)
    {
        var look = await Client.LookAsync([lease], CancellationToken.None);
        Assert.True(look.IsDone, look.Reason);
        var request = new AcquireRequest(
            identity, look.Value.History, look.Value.Leases[0], LeaseClaim.Free) { ShardPartition = partition };
        var call = await Client.AcquireAsync(request, CancellationToken.None);
        Assert.True(call.IsDone, call.Reason);
        Assert.Equal(AcquireOutcome.Acquired, call.Value.Outcome);
        return call.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
