using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Routing;

namespace Dachshund.Alerting.Delivering;

/// <summary>Keeps the state in order: drops what is over, and fits what was loaded to the clock and the configuration.</summary>
internal sealed class Keeper(BookState state, DeliveryCloser closer, RouteTable routes, AlertingOptions options)
{
    /// <summary>Drops groups that are told and quiet, and deliveries that are too old or too many to remember.</summary>
    public void Sweep(long nowMs, int finishedMax)
    {
        List<AlertGroup>? over = null;
        foreach (var group in state.Groups.Values)
            if (group.IsOver(nowMs, options.ResolveAfter))
                (over ??= []).Add(group);
        over?.ForEach(state.Remove);

        var keepMs = (long)options.History.TotalMilliseconds;
        while (state.Finished.First is { } oldest
            && (state.Finished.Count > finishedMax || nowMs - oldest.Value.FinishedMs >= keepMs))
            state.ForgetOldest();
    }

    /// <summary>
    /// Fits loaded state to now. A clock that went back must not hold a message for long, and what is owed to a channel
    /// that isn't configured any more goes to the default channels if no other channel of the group is left.
    /// </summary>
    public void Settle(long nowMs, IReadOnlyList<ChannelProfile> channels)
    {
        foreach (var group in state.Groups.Values)
            ClampTimes(group, nowMs);
        foreach (var channel in state.Channels.Values)
            ClampTimes(channel, nowMs);
        foreach (var delivery in state.Open.Values.Where(d => d.TakenMs > nowMs))
            (delivery.NotBeforeMs, delivery.TakenMs) = (delivery.NotBeforeMs - delivery.TakenMs + nowMs, nowMs);
        var names = channels.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var delivery in state.Open.Values.Where(d => !names.Contains(d.Channel)).ToList())
            closer.Book(delivery, DeliveryPhase.Failed, "the channel is not configured any more", nowMs);
        foreach (var group in state.Groups.Values.ToList())
            foreach (var account in group.Accounts.Where(a => !names.Contains(a.Channel) && a.Pending > 0).ToList())
                Retire(group, account, names, nowMs);
    }

    private static void ClampTimes(AlertGroup group, long nowMs)
    {
        group.LastNoticeMs = Math.Min(group.LastNoticeMs, nowMs);
        foreach (var account in group.Accounts)
        {
            if (account.LastMessageMs > nowMs)
                account.LastMessageMs = nowMs;
            if (account.PendingSinceMs > nowMs)
                account.PendingSinceMs = nowMs;
        }
    }

    private static void ClampTimes(ChannelState channel, long nowMs)
    {
        if (channel.RaisedMs > nowMs)
            channel.RaisedMs = nowMs;
        if (channel.FailingSinceMs > nowMs)
            channel.FailingSinceMs = nowMs;
        if (channel.HeldMs > nowMs)
            (channel.NotBeforeMs, channel.HeldMs) = (channel.NotBeforeMs - channel.HeldMs + nowMs, nowMs);
    }

    private void Retire(AlertGroup group, ChannelAccount account, HashSet<string> names, long nowMs)
    {
        var (pending, since) = (account.Pending, account.PendingSinceMs ?? nowMs);
        account.Failed += pending;
        account.PendingSinceMs = null;
        var totals = state.Channel(account.Channel);
        totals.Failed += pending;
        state.Touch(totals);
        state.Touch(group);
        if (group.Form == GroupForm.Digest || group.Accounts.Exists(a => names.Contains(a.Channel)))
            return;
        foreach (var channel in routes.DefaultChannels)
        {
            var heir = group.Account(channel, account.ToldMark);
            heir.Owed += pending;
            heir.PendingSinceMs ??= since;
            state.Channel(channel).Owed += pending;
            state.Touch(state.Channel(channel));
        }
    }
}
