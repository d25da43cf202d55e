using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>This node: <c>node { }</c>.</summary>
internal sealed record NodeConfiguration
{
    /// <summary>The name of this host in alerts, <c>[a-z0-9._-]</c>, 64 at most. Default empty: the machine's host name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What this node does. Default agent and server.</summary>
    [OneOrMany]
    public IReadOnlyList<NodeRole> Roles { get; init; } = [NodeRole.Agent, NodeRole.Server];

    /// <summary>Labels of every alert from this node. Default none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The address that other machines and phones reach this one by. Default empty: that of the interface, else the first private one.
    /// </summary>
    public string Address { get; init; } = "";

    /// <summary>The network interface whose address is taken. Default empty: any, those with a gateway first.</summary>
    public string NetworkInterface { get; init; } = "";

    /// <summary>How to log in here, for messages: <c>user@host</c>. Default empty.</summary>
    public string Ssh { get; init; } = "";

    /// <summary>Where this node keeps what it must not forget. Default /var/lib/dachshund.</summary>
    public string DataDir { get; init; } = "/var/lib/dachshund";
}
