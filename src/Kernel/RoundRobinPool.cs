using Dachshund.Kernel.Routing;

namespace Dachshund.Kernel;

/// <summary>A pool that gives each message to the next routee in turn.</summary>
public sealed record RoundRobinPool : Pool
{
    /// <summary>Makes the pool.</summary>
    /// <param name="routees">Actors to start, 1 to 10,000.</param>
    public RoundRobinPool(int routees)
        : base(routees)
    {
    }

    internal override IRoutingLogic CreateLogic(IReadOnlyList<IActorRef> routees) => new RoundRobinLogic(routees);
}
