using Dachshund.Actors.Cluster;
using Dachshund.Actors.DailyReport;
using Dachshund.Kernel;

namespace Dachshund.Actors.Tests.DailyReport;

/// <summary>Stands where the manager of leases does: passes on what the test says, and hears when the lease is lost.</summary>
internal sealed class ReportParent : ReceiveActor
{
    private readonly Props _child;
    private IActorRef? _report;

    public ReportParent(Props child, Action lost)
    {
        _child = child;
        Receive<LeaseWanted>(_ => { });
        Receive<LeaseLost>(_ => lost());
        Receive<LookForReport>(message => _report?.Tell(message, Self));
        Receive<LeaseGranted>(message => _report?.Tell(message, Self));
    }

    protected override void PreStart() => _report = Context.ActorOf(_child, "daily-report");
}
