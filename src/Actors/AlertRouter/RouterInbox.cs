using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;

namespace Dachshund.Actors.AlertRouter;

/// <summary>What people tell the router: appended to its inbox, and folded by whichever server routes. Thread-safe.</summary>
public static class RouterInbox
{
    /// <summary>Wants a silence. It lasts when it is among the router's silences.</summary>
    public static Task<Call<string>> SilenceAsync(JournalClient journal, SilenceWish wish, CancellationToken ct) =>
        PostAsync(journal, new InboxItem { Silence = wish }, ct);

    /// <summary>Wants a silence to end. It has when it is no longer among the router's silences.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="id">The silence's id.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public static Task<Call<string>> EndSilenceAsync(JournalClient journal, string id, CancellationToken ct) =>
        PostAsync(journal, new InboxItem { EndSilence = id }, ct);

    /// <summary>Wants a report to be sent to its channels.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="notice">The report's notice.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public static Task<Call<string>> SendReportAsync(JournalClient journal, Notice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return PostAsync(journal, new InboxItem { Report = Encoding.UTF8.GetString(notice.ToJson()) }, ct);
    }

    /// <summary>Says that a partition makes no progress, or does again. Of several servers that say the same, one counts.</summary>
    internal static Task<Call<string>> SayProgressAsync(JournalClient journal, Notice notice, CancellationToken ct) =>
        PostAsync(journal, new InboxItem { Progress = Encoding.UTF8.GetString(notice.ToJson()) }, ct);

    internal static Task<Call<string>> PostAsync(JournalClient journal, InboxItem item, CancellationToken ct) =>
        journal.PostAsync(journal.Keys.Inbox, InboxItem.Kind, item.Encode(), StateKeys.InboxBell(journal.Keys), ct);
}
