using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dachshund.TestKit.Redis;

/// <summary>
/// A TCP proxy on a free loopback port that holds requests back, swallows replies, cuts connections, or misbehaves at
/// random from a seed. What it does to the connections of now it does not do to later ones, unless it is told again.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<FaultConnection, byte> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _loop;
    private volatile FaultDice? _dice;
    private volatile bool _isolated;

    private FaultProxy(int target)
    {
        _target = target;
        _listener.Start();
        _loop = Task.Run(() => AcceptAsync(_stop.Token));
    }

    /// <summary>TCP port on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary><c>host:port</c>.</summary>
    public string Connection => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts a proxy.</summary>
    /// <param name="target">Port on 127.0.0.1 that it passes everything on to.</param>
    public static FaultProxy Start(int target) => new(target);

    /// <summary>
    /// Holds back what clients send on the connections of now; it is delivered at release, even when they have gone.
    /// </summary>
    public HeldRequests HoldRequests()
    {
        var held = _connections.Keys.ToArray();
        foreach (var connection in held)
            connection.Hold();
        return new HeldRequests(held);
    }

    /// <summary>Drops what the server answers on the connections of now.</summary>
    public void SwallowReplies()
    {
        foreach (var connection in _connections.Keys)
            connection.SwallowReplies();
    }

    /// <summary>Cuts the connections of now.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
            connection.Cut();
    }

    /// <summary>
    /// Nothing gets through: what clients send on the connections of now is held, and later ones are closed at once. At
    /// <see cref="Rejoin"/> what was held is delivered late.
    /// </summary>
    public HeldRequests Isolate()
    {
        _isolated = true;
        return HoldRequests();
    }

    /// <summary>Later connections pass again.</summary>
    public void Rejoin() => _isolated = false;

    /// <summary>Delays, cuts and swallows at random from now on, on all connections to come.</summary>
    /// <param name="seed">The same seed throws the same dice.</param>
    /// <param name="faultsPerThousand">How many of 1,000 chunks meet a fault.</param>
    public void Misbehave(int seed, int faultsPerThousand)
    {
        _dice = new FaultDice(seed, faultsPerThousand);
        Cut();
    }

    /// <summary>Passes everything on again, on connections to come.</summary>
    public void Behave()
    {
        _dice = null;
        Cut();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        Cut();
        await Task.WhenAll(_connections.Keys.Select(connection => connection.Completed));
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(stop);
                if (_isolated)
                {
                    client.Dispose();
                    continue;
                }

                var connection = new FaultConnection(client, _dice);
                _connections[connection] = 0;
                connection.Start(_target, () => _connections.TryRemove(connection, out _));
            }
        }
        catch (OperationCanceledException)
        {
            // The only normal exit.
        }
    }
}
