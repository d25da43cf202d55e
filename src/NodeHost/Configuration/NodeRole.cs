namespace Dachshund.NodeHost.Configuration;

/// <summary>What a node does.</summary>
internal enum NodeRole
{
    /// <summary>Tails the logs of its machine.</summary>
    Agent,

    /// <summary>Shares the work of consuming the journal and routing alerts.</summary>
    Server,

    /// <summary>Shows the cluster: reports and the web console.</summary>
    Seed,
}
