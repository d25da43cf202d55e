using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.TestKit.Redis;

namespace Dachshund.Journal.Tests.Faults;

/// <summary>
/// A real server, a client that reaches it through a proxy with faults, and one that reaches it directly.
/// </summary>
internal sealed class ProxiedFixture : IAsyncDisposable
{
    private ProxiedFixture(RedisServer server, FaultProxy proxy, JournalClient client, JournalClient direct) =>
        (Server, Proxy, Client, Direct) = (server, proxy, client, direct);

    internal RedisServer Server { get; }

    internal FaultProxy Proxy { get; }

    internal JournalClient Client { get; }

    internal JournalClient Direct { get; }

    internal static async Task<ProxiedFixture> StartAsync(TimeSpan? timeout = null)
    {
        var server = await RedisServer.StartAsync();
        var proxy = FaultProxy.Start(server.Port);
        try
        {
            var client = await JournalFixture.ConnectAsync(
                proxy.Connection, options => options with { CallTimeout = timeout ?? TimeSpan.FromSeconds(1) });
            return new ProxiedFixture(server, proxy, client, await JournalFixture.ConnectAsync(server.Connection));
        }
        catch
        {
            await proxy.DisposeAsync();
            await server.DisposeAsync();
            throw;
        }
    }

    internal async Task<SessionIdentity> OpenAsync(string host, string incarnation)
    {
        var identity = Some.Identity(host, incarnation);
        var answer = await Eventually.DoneAsync(() => Direct.OpenSessionAsync(
            new SessionOpening(identity, Some.Facts) { Replace = true }, CancellationToken.None));
        Assert.True(answer.Opened);
        return identity;
    }

    internal async Task<LeaseLooks> LookAsync(string lease) =>
        await Eventually.DoneAsync(() => Direct.LookAsync([lease], CancellationToken.None));

    internal async Task<AcquireAnswer> AcquireAsync(
        SessionIdentity identity, string lease, LeaseClaim claim = LeaseClaim.Free)
    {
        var look = await LookAsync(lease);
        var request = new AcquireRequest(identity, look.History, look.Leases[0], claim);
        var answer = await Eventually.DoneAsync(() => Direct.AcquireAsync(request, CancellationToken.None));
        Assert.Equal(AcquireOutcome.Acquired, answer.Outcome);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Direct.DisposeAsync();
        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
    }
}
