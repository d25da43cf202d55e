using System.Net;
using System.Net.NetworkInformation;

namespace Dachshund.NodeHost.Hosting;

/// <summary>A network interface of this machine, with what the choice of an address asks.</summary>
internal sealed record NetworkPort(string Name, bool IsLoopback, bool HasGateway, IReadOnlyList<IPAddress> Addresses)
{
    public static NetworkPort Of(NetworkInterface port)
    {
        var properties = port.GetIPProperties();
        return new NetworkPort(
            port.Name,
            port.NetworkInterfaceType == NetworkInterfaceType.Loopback,
            properties.GatewayAddresses.Any(
                gateway => !gateway.Address.Equals(IPAddress.Any) && !gateway.Address.Equals(IPAddress.IPv6Any)),
            [.. properties.UnicastAddresses.Select(unicast => unicast.Address)]);
    }
}
