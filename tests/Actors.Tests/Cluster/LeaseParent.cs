using Dachshund.Actors.Cluster;
using Dachshund.Kernel;

namespace Dachshund.Actors.Tests.Cluster;

/// <summary>Stands where the manager of leases does: passes on what the test says, and hears when the lease is lost.</summary>
internal sealed class LeaseParent : ReceiveActor
{
    private readonly Props _child;
    private IActorRef? _actor;

    public LeaseParent(Props child, Action lost)
    {
        _child = child;
        Receive<LeaseWanted>(_ => { });
        Receive<LeaseLost>(_ => lost());
        ReceiveAny(message => _actor?.Forward(message, Context));
    }

    protected override void PreStart() => _actor = Context.ActorOf(_child, "child");
}
