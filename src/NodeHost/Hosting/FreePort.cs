using System.Net;
using System.Net.Sockets;

namespace Dachshund.NodeHost.Hosting;

/// <summary>A port that nobody listens on now; another process may take it before it is used.</summary>
internal static class FreePort
{
    /// <summary>Asks the system for one.</summary>
    /// <param name="address">The address that is to listen on it.</param>
    public static int On(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
