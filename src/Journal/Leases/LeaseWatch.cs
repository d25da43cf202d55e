using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Leases;

/// <summary>
/// Decides from successive looks at one lease whether this process may ask for it. Pure policy: time is a parameter,
/// from the caller's own monotonic clock. Not thread-safe; one for each lease.
/// </summary>
/// <param name="leaseTtl">For how long the owner's pulse must stand still (<c>cluster.lease-ttl</c>).</param>
public sealed class LeaseWatch(TimeSpan leaseTtl)
{
    private static readonly TimeSpan _looksApartMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _absence = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _heirAlone = TimeSpan.FromSeconds(1);
    private (string Owner, long Epoch, string History) _holder = (string.Empty, 0, string.Empty);
    private long _pulse;
    private TimeSpan _lastLook;
    private TimeSpan _stillSince;
    private TimeSpan? _absentSince;
    private bool _wasPresent;

    /// <summary>Takes one successful look.</summary>
    /// <param name="look">The lease as it was seen.</param>
    /// <param name="history">The history of the look.</param>
    /// <param name="identity">This process.</param>
    /// <param name="now">When the look was sent, on a monotonic clock of any beginning.</param>
    /// <returns>Why the lease may be asked for now; null when it may not.</returns>
    public LeaseClaim? Observe(LeaseLook look, string history, SessionIdentity identity, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(identity);
        Remember(look, history, now);
        if (look.IsFree)
            return look.Heir.Length == 0 || look.Heir == identity.Host || look.FreeFor >= _heirAlone
                ? LeaseClaim.Free
                : null;
        if (look.Owner.StartsWith(identity.Host + ":", StringComparison.Ordinal))
            return LeaseClaim.Own;
        if (!look.OwnerHasSession || (_absentSince is { } absent && now - absent >= _absence))
            return LeaseClaim.Gone;
        return now - _stillSince >= leaseTtl ? LeaseClaim.Expired : null;
    }

    // Whatever moves starts the waiting over: another holder, a pulse, a history, or a gap in which we saw nothing.
    private void Remember(LeaseLook look, string history, TimeSpan now)
    {
        var holder = (look.Owner, look.Epoch, history);
        if (holder != _holder)
            _wasPresent = false;
        if (holder != _holder || look.Pulse != _pulse || now - _lastLook > _looksApartMax)
            (_stillSince, _absentSince) = (now, null);
        (_holder, _pulse, _lastLook) = (holder, look.Pulse, now);
        _wasPresent |= look.OwnerPresent;
        if (look.OwnerPresent)
            _absentSince = null;
        else if (_wasPresent)
            _absentSince ??= now;
    }
}
