using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Hosting;

/// <summary>The address by which other machines and phones reach this node.</summary>
/// <param name="Text">The address; empty when there is none.</param>
/// <param name="Origin">Where it is from, for people; when there is none, why.</param>
internal sealed record NodeAddress(string Text, string Origin)
{
    /// <summary>Whether there is none although an interface was named.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>
    /// <c>node.address</c>; else that of <c>node.network-interface</c>; else the first private one, interfaces with a gateway first;
    /// else the first that is not the machine's alone. Of an interface: IPv4 before IPv6, link-local never.
    /// </summary>
    /// <param name="node">The configuration.</param>
    /// <param name="ports">The machine's interfaces.</param>
    public static NodeAddress Of(NodeConfiguration node, IReadOnlyList<NetworkPort> ports)
    {
        if (node.Address.Length > 0)
            return new NodeAddress(node.Address, "node.address");
        if (node.NetworkInterface.Length > 0)
            return OfPort(node.NetworkInterface, ports);
        var candidates = ports.Where(port => !port.IsLoopback).OrderByDescending(port => port.HasGateway)
            .SelectMany(port => Usable(port).Select(address => (port.Name, address))).ToArray();
        var (name, chosen) = candidates.FirstOrDefault(candidate => IsPrivate(candidate.address), candidates.FirstOrDefault());
        return chosen is null
            ? new NodeAddress("", "no network interface has an address; set node.address")
            : new NodeAddress(chosen.ToString(), $"{(IsPrivate(chosen) ? "the first private address" : "the first address")}, of {name}");
    }

    /// <summary>The interfaces that are up, in the system's order; none when it can't tell.</summary>
    public static IReadOnlyList<NetworkPort> OfThisMachine()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(port => port.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                    .Select(NetworkPort.Of),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    private static NodeAddress OfPort(string name, IReadOnlyList<NetworkPort> ports)
    {
        if (ports.FirstOrDefault(port => port.Name == name) is not { } port)
        {
            var there = ports.Count > 0 ? string.Join(", ", ports.Select(port => port.Name)) : "none";
            return Missing($"no network interface '{name}' is up (there are: {there})");
        }

        return Usable(port).FirstOrDefault() is { } address
            ? new NodeAddress(address.ToString(), $"node.network-interface {name}")
            : Missing($"network interface '{name}' has no address");
    }

    private static NodeAddress Missing(string why) => new("", why) { IsMissing = true };

    private static IEnumerable<IPAddress> Usable(NetworkPort port) => port.Addresses
        .Where(address => address is { IsIPv6LinkLocal: false, IsIPv6Multicast: false } && !IsIPv4LinkLocal(address))
        .OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork);

    private static bool IsIPv4LinkLocal(IPAddress address) => address.GetAddressBytes() is [169, 254, _, _];

    /// <summary>RFC 1918, RFC 6598 (carriers and overlay networks), RFC 4193.</summary>
    private static bool IsPrivate(IPAddress address) => address.IsIPv6UniqueLocal || address.GetAddressBytes() switch
    {
        [10, _, _, _] or [192, 168, _, _] => true,
        [172, var second, _, _] => second is >= 16 and < 32,
        [100, var second, _, _] => second is >= 64 and < 128,
        _ => false,
    };
}
