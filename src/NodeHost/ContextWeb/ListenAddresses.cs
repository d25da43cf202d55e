using System.Net;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>From <c>context-web.bind</c> to addresses.</summary>
internal static class ListenAddresses
{
    /// <summary>
    /// An address as it is written, and the machine's own. <c>auto</c>: that of the node; all, when the node's is not this machine's
    /// (a name, or a router's in front of it); only the machine's own, when the node has none.
    /// </summary>
    /// <param name="bind">What is configured.</param>
    /// <param name="nodeAddress">The node's address; empty when there is none.</param>
    /// <param name="ports">The machine's interfaces.</param>
    public static IReadOnlyList<IPAddress> Of(string bind, string nodeAddress, IReadOnlyList<NetworkPort> ports)
    {
        if (bind == "localhost")
            return [IPAddress.Loopback];
        if (IPAddress.TryParse(bind, out var written))
            return WithLoopback(written);
        if (nodeAddress.Length == 0)
            return [IPAddress.Loopback];
        return IPAddress.TryParse(nodeAddress, out var own)
            && (IPAddress.IsLoopback(own) || ports.Any(port => port.Addresses.Contains(own)))
                ? WithLoopback(own)
                : [IPAddress.Any];
    }

    private static IReadOnlyList<IPAddress> WithLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? [address]
            : [address, IPAddress.Loopback];
}
