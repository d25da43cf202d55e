using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting.Delivering;

/// <summary>Compares a state that Redis went back to with what the same router knew before.</summary>
internal sealed class Reconciler(BookState state, NoticeFolder folder, DeliveryCloser closer)
{
    public void Reconcile(BookState before, long nowMs)
    {
        FinishKnown(before, nowMs);
        foreach (var group in state.Groups.Values.Where(g => g.Form != GroupForm.Digest).ToList())
            foreach (var account in group.Accounts)
                MoveTold(group, account, before, nowMs);
    }

    // A delivery that Redis has as sending, and whose outcome we know, isn't in doubt at all. One that is out still
    // will be completed; any other may have arrived.
    private void FinishKnown(BookState before, long nowMs)
    {
        var known = before.Finished.ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var delivery in state.Open.Values.ToList())
        {
            if (known.TryGetValue(delivery.Id, out var end))
                closer.Book(delivery, end.Phase, end.Reason, nowMs);
            else if (!before.Open.TryGetValue(delivery.Id, out var then) || then.Phase != DeliveryPhase.Sending)
                closer.Doubt(delivery, "Redis went back while it was being sent");
        }
    }

    private void MoveTold(AlertGroup group, ChannelAccount account, BookState before, long nowMs)
    {
        var told = ToldBefore(group, account, before, nowMs);
        var here = account.Told + account.Failed + account.Moved + account.Silenced + account.InFlight;
        var count = Math.Min(told, account.Owed) - here;
        if (count > 0)
            folder.MoveToDigest(group, account, count, nowMs);
    }

    // What the channel had been told, or was being told, of this group; all of it when the group was over by then.
    private static long ToldBefore(AlertGroup group, ChannelAccount account, BookState before, long beforeMs)
    {
        if (!before.Groups.TryGetValue(group.Id, out var then) || then.StartedMs > group.StartedMs)
            return group.LastNoticeMs <= beforeMs && group.StartedMs < beforeMs ? account.Owed : 0;
        if (then.StartedMs < group.StartedMs || then.FindAccount(account.Channel) is not { } had)
            return 0;
        return had.Told + had.Failed + had.Moved + had.Silenced + had.InFlight;
    }
}
