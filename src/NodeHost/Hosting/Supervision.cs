using Dachshund.Actors.Cluster;
using Dachshund.Kernel;

namespace Dachshund.NodeHost.Hosting;

/// <summary>What becomes of a node's top actors when they fail.</summary>
internal static class Supervision
{
    /// <summary>They start again with backoff; but a node whose name another process has taken ends.</summary>
    public static SupervisorStrategy OfNode { get; } = new OneForOneStrategy(
        decider: failure => failure is NodeFencedException ? Directive.Escalate : Directive.Restart,
        backoff: new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)));
}
