namespace Dachshund.Actors.Cluster;

/// <summary>Another process has taken this node's name: what this one writes is refused.</summary>
public sealed class NodeFencedException(string host)
    : Exception($"another process runs as the node '{host}'; this one stops (give each node its own node.name)");
