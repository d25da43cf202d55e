using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>Counts the connections of each address; one too many is closed without a word. Thread-safe.</summary>
internal sealed class AddressConnections(int max)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = []; // of addresses that have one: no more than the server has connections

    /// <summary>Serves a connection, if its address may have one more.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate serve)
    {
        var address = AddressLimits.KeyOf((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (!TryEnter(address))
            return;
        try
        {
            await serve(connection);
        }
        finally
        {
            Leave(address);
        }
    }

    private bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(address);
            if (count < max)
                _counts[address] = count + 1;
            return count < max;
        }
    }

    private void Leave(IPAddress address)
    {
        lock (_lock)
        {
            if (--_counts[address] == 0)
                _counts.Remove(address);
        }
    }
}
