namespace Dachshund.NodeHost.Inspection;

/// <summary>The nodes of a cluster and who leads it.</summary>
/// <param name="Leader">The server that routes the alerts of this consumer group; empty when nobody does.</param>
/// <param name="Nodes">The nodes, by name.</param>
/// <param name="Differences">The servers whose settings differ from the leader's where all must agree.</param>
internal sealed record ClusterReport(
    string Leader, IReadOnlyList<ClusterNode> Nodes, IReadOnlyList<SettingsDifference> Differences);
