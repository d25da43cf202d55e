using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;

namespace Dachshund.Actors.DailyReport;

/// <summary>
/// Sees that the report comes, from beside whoever makes it: part of what the first partition's shard folds, so mostly on another
/// server. A report that did not come is told once. Not thread-safe.
/// </summary>
internal sealed class ReportMonitor(ReportSettings settings, JournalKeys keys, int partition, TimeProvider time)
{
    /// <summary>After so long a report that was due is missing.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>Servers that come back after the time make it within seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string SaidField = "missing";
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);
    private DateOnly? _said;
    private DateOnly? _undone;
    private long _loadedAt;
    private long? _lookedAt;

    /// <summary>The key of the hash that holds the day whose report was said to be missing.</summary>
    public string Key { get; } = keys.Shard(partition, StateKeys.MissingReport);

    /// <summary>Whether it is time to look.</summary>
    public bool IsDue => time.GetElapsedTime(_loadedAt) >= Patience && (_lookedAt is not { } at || time.GetElapsedTime(at) >= s_every);

    /// <summary>Takes what is stored.</summary>
    /// <param name="stored">The fields of the hash.</param>
    /// <param name="wentBack">Whether Redis went back: what was said, and it doesn't know of, is said again, and marked.</param>
    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored, bool wentBack = false)
    {
        _undone = wentBack ? _said : null;
        _said = stored.TryGetValue(SaidField, out var day) ? ReportMemory.DayOf(Encoding.ASCII.GetString(day.Span)) : null;
        (_loadedAt, _lookedAt) = (time.GetTimestamp(), null);
    }

    /// <summary>The day whose report is missing, and that wasn't said; null for none.</summary>
    /// <param name="last">What is remembered of the last report; null for nothing.</param>
    /// <param name="now">Redis' wall clock.</param>
    public DateOnly? Look(ReportMemory? last, DateTimeOffset now)
    {
        _lookedAt = time.GetTimestamp();
        var due = settings.Time.LastDue(now);
        return now - due.At >= Grace && !(last?.IsGoodAt(now) == true && last.Day >= due.Day) && !(_said >= due.Day) ? due.Day : null;
    }

    /// <summary>The commit that says so.</summary>
    public CommitRequest Fill(CommitRequest commit, DateOnly day, DateTimeOffset now) => commit with
    {
        StateWrites = [StateWrite.Set(Key, SaidField, ReportMemory.TextOf(day))],
        Appends = [new StreamAppend(keys.Notices, StateKeys.NoticeKind, NoticeOf(day, now).ToJson())],
        Rings = [StateKeys.RouterBell(keys)],
    };

    /// <summary>It was committed.</summary>
    public void Apply(DateOnly day) => _said = day;

    private Notice NoticeOf(DateOnly day, DateTimeOffset now) =>
        ReportNotices.Missing(day, settings.Language, now) with { Again = _undone >= day };
}
