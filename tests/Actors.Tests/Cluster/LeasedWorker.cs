using Dachshund.Actors.Cluster;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.Cluster;

/// <summary>An actor under a lease that does nothing but tell a probe what it is told; it ends when told <c>end</c>.</summary>
internal sealed class LeasedWorker : ReceiveActor
{
    private readonly string _name;

    public LeasedWorker(ServerContext server, string name, IActorRef probe)
    {
        _name = name;
        var lease = new Lease(server, name, NullLogger.Instance);
        Receive<LeaseGranted>(granted =>
        {
            lease.Granted(granted.Epoch);
            probe.Tell(granted, Self);
        });
        ReceiveAsync<StandDown>(async standDown =>
        {
            probe.Tell(standDown, Self);
            await lease.ReleaseAsync(standDown.Heir, Context.Stopping);
            Context.Parent.Tell(new StoodDown(name), Self);
            Context.Stop(Self);
        });
        Receive<Retire>(retire =>
        {
            probe.Tell(retire, Self);
            Context.Stop(Self);
        });
        Receive<LeaseLost>(lost => Context.Parent.Tell(lost, Self));
        Receive<string>(_ => Context.Stop(Self));
    }

    protected override void PreStart() => Context.Parent.Tell(new LeaseWanted(_name), Self);
}
