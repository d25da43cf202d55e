using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting.Delivering;

/// <summary>Writes a state down for people.</summary>
internal static class Summarizer
{
    private const int HostsNamed = 10;

    public static BookSummary Summarize(BookState state, Timing timing, IReadOnlyList<ChannelProfile> channels) => new(
        [.. state.Groups.Values.OrderByDescending(g => g.LastNoticeMs).ThenBy(g => g.Id, StringComparer.Ordinal).Select(Alert)],
        [.. channels.Select(c => Channel(state, timing, c.Name))],
        [.. state.Open.Values.OrderByDescending(d => d.TakenMs).Concat(state.Finished.Reverse()).Select(Delivery)])
    {
        Silences = [.. state.Silences.Values.OrderBy(s => s.UntilMs).ThenBy(s => s.Id, StringComparer.Ordinal)],
        UnreadableFields = [.. state.Unreadable],
    };

    private static AlertSummary Alert(AlertGroup group) =>
        new(group.Id, group.Kind, Severities.Name(group.RankAfter(0)), group.Name)
        {
            Template = group.Template,
            Hosts = [.. group.Hosts.Take(HostsNamed).Select(h => h.Host)],
            Counted = group.Counted,
            FirstTimeMs = group.FirstTimeMs,
            LastTimeMs = group.LastTimeMs,
            Accounts = [.. group.Accounts.Select(a =>
                new AccountSummary(a.Channel, a.Owed, a.Told, a.Failed, a.Moved, a.InFlight, a.Pending)
                {
                    Silenced = a.Silenced,
                    Attempts = a.Attempts,
                    Reason = a.Reason,
                })],
        };

    private static ChannelSummary Channel(BookState state, Timing timing, string name)
    {
        var totals = state.Channels.GetValueOrDefault(name) ?? new ChannelState { Name = name };
        var accounts = state.Groups.Values
            .Select(g => (Group: g, Account: g.FindAccount(name)))
            .Where(p => p.Account is not null)
            .Select(p => (p.Group, Account: p.Account ?? new ChannelAccount()))
            .ToList();
        var waiting = accounts.Where(p => timing.DueMs(p.Group, p.Account) is not null && p.Account.Pending > 0).ToList();
        return new ChannelSummary(name)
        {
            Owed = totals.Owed,
            Told = totals.Told,
            Failed = totals.Failed,
            Silenced = totals.Silenced,
            Pending = accounts.Sum(p => p.Account.Pending),
            InFlight = accounts.Sum(p => p.Account.InFlight),
            PendingMessages = waiting.Count,
            OldestWaitingSinceMs = waiting.Count == 0 ? null : waiting.Min(p => p.Account.PendingSinceMs),
            Failures = totals.Failures,
            RetryAtMs = totals.NotBeforeMs == 0 ? null : totals.NotBeforeMs,
            Paused = totals.Paused,
            Reason = totals.Reason,
        };
    }

    private static DeliverySummary Delivery(DeliveryState delivery) =>
        new(delivery.Id, delivery.Channel, delivery.Group, PhaseName(delivery.Phase))
        {
            Title = delivery.Title,
            New = delivery.New,
            Attempt = delivery.Attempt,
            PossibleRepeat = delivery.MayRepeat,
            TakenMs = delivery.TakenMs,
            Reason = delivery.Reason,
        };

    private static string PhaseName(DeliveryPhase phase) => phase switch
    {
        DeliveryPhase.Sending => "sending",
        DeliveryPhase.Again => "again",
        DeliveryPhase.Sent => "sent",
        _ => "failed",
    };
}
