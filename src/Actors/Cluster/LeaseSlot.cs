using Dachshund.Journal.Leases;
using Dachshund.Kernel;

namespace Dachshund.Actors.Cluster;

/// <summary>What the manager knows of one lease. Owned by the manager's turn.</summary>
internal sealed class LeaseSlot(LeasedActor what, TimeSpan leaseTtl)
{
    private string _wantedBy = "";

    public LeasedActor What { get; } = what;

    public LeaseWatch Watch { get; } = new(leaseTtl);

    /// <summary>The epoch in which this process holds it; null when it doesn't.</summary>
    public long? Epoch { get; private set; }

    /// <summary>Its actor; null before the first time it is held, and after it ended.</summary>
    public IActorRef? Actor { get; set; }

    /// <summary>Whether its actor was told to end: nothing is granted to it any more.</summary>
    public bool IsEnding { get; set; }

    /// <summary>When it was acquired, on the manager's clock.</summary>
    public TimeSpan HeldSince { get; private set; }

    /// <summary>Since when it could be asked for, on the manager's clock; null when it can't.</summary>
    public TimeSpan? ClaimableSince { get; set; }

    /// <summary>Whether the process that had it before is known to have ended.</summary>
    public bool OwnerGone { get; private set; }

    public void Hold(long epoch, bool ownerGone, TimeSpan now) =>
        (Epoch, OwnerGone, HeldSince, ClaimableSince, _wantedBy) = (epoch, ownerGone, now, null, "");

    public void Lose() => Epoch = null;

    /// <summary>Notes who should have it; true when that is the same server as at the look before.</summary>
    public bool IsWantedAgainBy(string server)
    {
        var again = _wantedBy == server;
        _wantedBy = server;
        return again;
    }
}
