using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>One connection that was checked and is in use, until it is broken. Never repaired, only replaced.</summary>
internal sealed class OpenLink : IDisposable
{
    private readonly CancellationTokenSource _broken = new();
    private int _breaks;

    internal OpenLink(ConnectionMultiplexer multiplexer)
    {
        Multiplexer = multiplexer;
        Database = multiplexer.GetDatabase();
        Broken = _broken.Token;
    }

    internal ConnectionMultiplexer Multiplexer { get; }

    internal IDatabase Database { get; }

    /// <summary>Cancelled when the connection is given up; calls on it end as unknown.</summary>
    internal CancellationToken Broken { get; }

    /// <summary>Gives the connection up. Returns whether this call was the first.</summary>
    internal bool Break()
    {
        if (Interlocked.Exchange(ref _breaks, 1) != 0)
            return false;
        _broken.Cancel();
        return true;
    }

    public void Dispose()
    {
        Break();
        Multiplexer.Dispose();
        _broken.Dispose();
    }
}
