namespace Dachshund.TestKit.Redis;

/// <summary>Requests that a <see cref="FaultProxy"/> holds back.</summary>
public sealed class HeldRequests
{
    private readonly FaultConnection[] _connections;

    internal HeldRequests(FaultConnection[] connections) => _connections = connections;

    /// <summary>Delivers them.</summary>
    public void Release()
    {
        foreach (var connection in _connections)
            connection.Release();
    }

    /// <summary>Delivers them, and waits until the server has run them; for clients that have gone meanwhile.</summary>
    public async Task DeliverAsync()
    {
        Release();
        await Task.WhenAll(_connections.Select(connection => connection.Completed));
    }
}
