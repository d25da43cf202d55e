namespace Dachshund.Actors.Cluster;

/// <summary>Another process has taken this node's name, or somebody ended its session: what this one writes is refused.</summary>
public sealed class NodeFencedException(string host)
    : Exception($"this process is no longer the node '{host}': another one runs under that name, or 'cluster down' ended its session. It stops (give each node its own node.name)");
