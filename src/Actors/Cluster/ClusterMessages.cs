using System.Collections.Immutable;
using Dachshund.Kernel;

namespace Dachshund.Actors.Cluster;

/// <summary>There may be work: a bell rang, or the poll came round.</summary>
internal sealed record Wake
{
    public static readonly Wake Instance = new();
}

/// <summary>To the manager: look at the leases.</summary>
internal sealed record LookAtLeases
{
    public static readonly LookAtLeases Instance = new();
}

/// <summary>From an actor that needs a lease, to the manager, when it starts: it has none yet.</summary>
internal sealed record LeaseWanted(string Lease);

/// <summary>To an actor that needs a lease: this process holds it.</summary>
/// <param name="OwnerGone">Whether the process that had it before is known to have ended.</param>
internal sealed record LeaseGranted(long Epoch, bool OwnerGone);

/// <summary>From an actor: Redis says that another holds the lease of this epoch, or nobody.</summary>
internal sealed record LeaseLost(string Lease, long Epoch);

/// <summary>To an actor: give the lease back and stop; answered by <see cref="StoodDown"/>.</summary>
/// <param name="Heir">The host that is to have it; empty when nobody in particular.</param>
internal sealed record StandDown(string Heir);

/// <summary>The lease is given back.</summary>
internal sealed record StoodDown(string Lease);

/// <summary>To an actor: another process holds the lease for good; report what is under way and stop.</summary>
internal sealed record Retire
{
    public static readonly Retire Instance = new();
}

/// <summary>To the manager: give every lease back; answered by <see cref="AllGivenBack"/>.</summary>
internal sealed record GiveAllBack
{
    public static readonly GiveAllBack Instance = new();
}

/// <summary>Every lease is given back, and its actor has ended.</summary>
internal sealed record AllGivenBack;

/// <summary>Asks the manager which leases this process holds; answered by <see cref="LeasesHeld"/>.</summary>
internal sealed record LeasesQuery
{
    public static readonly LeasesQuery Instance = new();
}

/// <summary>The leases that this process holds, with their actors.</summary>
internal sealed record LeasesHeld(ImmutableArray<LeaseHeld> Leases);

/// <summary>One lease that this process holds.</summary>
internal sealed record LeaseHeld(string Lease, int? Partition, long Epoch, IActorRef Actor);
