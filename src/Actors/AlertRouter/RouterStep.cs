using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Streams;

namespace Dachshund.Actors.AlertRouter;

/// <summary>What one commit of the router holds besides the book's changes.</summary>
/// <param name="Notices">The notices that were folded.</param>
/// <param name="Inbox">What others told the router.</param>
/// <param name="Dead">What could not be folded.</param>
/// <param name="Due">The messages that are sent when it is committed.</param>
internal sealed record RouterStep(
    IReadOnlyList<StreamItem> Notices, IReadOnlyList<StreamItem> Inbox, IReadOnlyList<StreamAppend> Dead, IReadOnlyList<DueDelivery> Due)
{
    /// <summary>The router's cursor in the notices.</summary>
    public const string NoticesCursor = "notices";

    /// <summary>The router's cursor in its inbox.</summary>
    public const string InboxCursor = "inbox";

    /// <summary>The one item that it folds; null when it folds none or several.</summary>
    public StreamItem? Single => Notices.Count + Inbox.Count == 1 ? Notices.Concat(Inbox).First() : null;

    public bool IsEmpty => Notices.Count == 0 && Inbox.Count == 0;

    public IEnumerable<CursorMove> CursorMoves(JournalKeys keys)
    {
        if (Notices.Count > 0)
            yield return new CursorMove(keys.RouterCursors, NoticesCursor, Notices[^1].Id, Notices.Count);
        if (Inbox.Count > 0)
            yield return new CursorMove(keys.RouterCursors, InboxCursor, Inbox[^1].Id, Inbox.Count);
    }

    public IEnumerable<StreamTrim> Trims(JournalKeys keys)
    {
        if (Notices.Count > 0)
            yield return new StreamTrim(keys.Notices, Notices[^1].Id);
        if (Inbox.Count > 0)
            yield return new StreamTrim(keys.Inbox, Inbox[^1].Id);
    }
}
