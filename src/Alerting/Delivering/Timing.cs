using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Routing;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting.Delivering;

/// <summary>When a group's next message on a channel is due: the channel's own policy first, then the route's, then all's.</summary>
internal sealed class Timing(AlertingOptions options, RouteTable routes, Silencer silencer)
{
    /// <summary>When the account's next message is due, on the router's clock; null when there is nothing to tell.</summary>
    public long? DueMs(AlertGroup group, ChannelAccount account)
    {
        if (account.Delivery is not null || group.Silenced is { Held: true })
            return null;
        if (account.Pending > 0)
        {
            var since = account.PendingSinceMs ?? group.LastNoticeMs;
            if (group.Form == GroupForm.Silenced)
                return since;
            if (group.IsPresence || account.LastMessageMs is not { } last)
                return since + Ms(Wait(group, account.Channel));
            return last + Ms(Interval(group, account.Channel));
        }

        return account.LastMessageMs is { } told && LastsOn(group, told) is { } lasting && !silencer.Takes(group) ? lasting : null;
    }

    public int LinesMax(string channel) =>
        Math.Clamp(Policy(channel)?.LinesMax ?? new ChannelPolicy().LinesMax, 0, AlertGroup.SamplesMax);

    // A condition lasts while it is said to, or, where nobody says when it ends, until its group is resolved.
    private long? LastsOn(AlertGroup group, long toldMs)
    {
        var repeat = toldMs + Ms(routes.OptionsOf(group.Route).RepeatInterval ?? options.RepeatInterval);
        if (group.Ongoing.Count > 0)
            return repeat;
        if (group.Ended || group.Form is GroupForm.Digest or GroupForm.Silenced || !NoticeKinds.IsCondition(group.Kind))
            return null;
        return repeat < group.LastNoticeMs + Ms(options.ResolveAfter) ? repeat : null;
    }

    private TimeSpan Wait(AlertGroup group, string channel) =>
        Policy(channel)?.GroupWait ?? routes.OptionsOf(group.Route).GroupWait ?? options.GroupWait;

    private TimeSpan Interval(AlertGroup group, string channel) =>
        Policy(channel)?.GroupInterval ?? routes.OptionsOf(group.Route).GroupInterval ?? options.GroupInterval;

    private ChannelPolicy? Policy(string channel) => options.PerChannel.GetValueOrDefault(channel);

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}
