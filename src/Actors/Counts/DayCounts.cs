using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dachshund.Actors.DropFolder;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Entries;
using Dachshund.Tasks.Reports;

namespace Dachshund.Actors.Counts;

/// <summary>
/// Counts what the hosts of one partition had, by host, problem and day; a day ends when its report is due. Only the day that is
/// folded now is in memory: a hash of Redis for each day, of which the last eight stay. Part of the shard's folded state; not
/// thread-safe.
/// </summary>
internal sealed class DayCounts(JournalKeys keys, int partition, Func<DateTimeOffset, ReportDue> dueAfter)
{
    /// <summary>Problems counted of one host and day; what comes after them is one that has no name.</summary>
    public const int ProblemsMax = 200;

    /// <summary>Days that are kept besides the one that is counted.</summary>
    public const int DaysKept = 7;

    private const int TextCharsMax = 200;
    private const int NameCharsMax = 64;
    private readonly Dictionary<string, ProblemCount> _counts = [];
    private readonly Dictionary<string, int> _perHost = [];
    private readonly Dictionary<string, byte[]> _changed = [];
    private readonly List<string> _dropped = [];
    private long _fromMs;
    private long _untilMs;
    private DateOnly _day;

    /// <summary>The day that is in memory; null for none.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>How many problems <see cref="TakeChanges"/> has to store.</summary>
    public int Changes => _changed.Count;

    /// <summary>How much <see cref="TakeChanges"/> has to store.</summary>
    public int ChangedBytes => _changed.Sum(change => change.Key.Length + change.Value.Length);

    /// <summary>The hash of a day: <c>host/number</c> to a count.</summary>
    public static string KeyOf(JournalKeys keys, int partition, DateOnly day) =>
        keys.Shard(partition, $"counts:{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");

    /// <summary>The day of what is folded at a time: that of the report that is due next.</summary>
    public DateOnly DayOf(long timeMs)
    {
        if (timeMs < _fromMs || timeMs >= _untilMs)
        {
            // Found out once a day: zones are slow.
            var due = dueAfter(DateTimeOffset.FromUnixTimeMilliseconds(timeMs));
            (_fromMs, _untilMs, _day) = (timeMs, due.At.ToUnixTimeMilliseconds(), due.Day);
        }

        return _day;
    }

    /// <summary>Takes a day's counts as they are stored.</summary>
    public void Load(DateOnly? day, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored)
    {
        Day = day;
        Forget();
        _dropped.Clear();
        foreach (var (field, body) in stored)
        {
            if (Decode(body.Span) is { } count)
                Remember(field, count);
        }
    }

    /// <summary>Counts an entry, if it is of a kind that is counted.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="timeMs">When Redis took it, Unix ms.</param>
    public void Fold(JournalEntry entry, long timeMs)
    {
        if (ToCount(entry) is not { } found)
            return;
        Turn(DayOf(timeMs));
        var field = FieldOf(entry.Host, found);
        if (!_counts.ContainsKey(field) && _perHost.GetValueOrDefault(entry.Host) >= ProblemsMax)
            (field, found) = (entry.Host + "/", found with { Kind = NoticeKinds.Match, Rule = "", Template = "", Bytes = 0 });
        var before = _counts.GetValueOrDefault(field);
        var now = before is null ? found : before with { Count = before.Count + found.Count, Bytes = before.Bytes + found.Bytes };
        Remember(field, now);
        _changed[field] = JsonSerializer.SerializeToUtf8Bytes(now, CountJson.Default.ProblemCount);
    }

    /// <summary>Whether an entry can be folded before what was folded is stored: a commit holds one day.</summary>
    public bool IsSameDay(long timeMs) => _changed.Count == 0 || Day == DayOf(timeMs);

    /// <summary>What was folded since the last call, for the commit.</summary>
    public IEnumerable<StateWrite> TakeChanges()
    {
        StateWrite[] writes =
        [
            .. _dropped.Select(StateWrite.Drop),
            .. Day is { } day ? _changed.Select(change => StateWrite.Set(KeyOf(keys, partition, day), change.Key, change.Value)) : [],
        ];
        _changed.Clear();
        _dropped.Clear();
        return writes;
    }

    /// <summary>The host of a field, or null when it is none.</summary>
    internal static string? HostOf(string field) =>
        field.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? field[..end] : null;

    /// <summary>Reads a stored count; null when it is something else.</summary>
    internal static ProblemCount? Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, CountJson.Default.ProblemCount) is { Kind: not null } count
                ? count with { Severity = count.Severity ?? "", Rule = count.Rule ?? "", Template = count.Template ?? "" }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProblemCount? ToCount(JournalEntry entry) => entry.Kind switch
    {
        NoticeKinds.Match => Of(entry, entry.Template, 0),
        NoticeKinds.DropFile => Of(entry, "", 0),
        NoticeKinds.LostBytes => Of(entry, entry.Path, Math.Max(0, entry.LastEnd - entry.FirstOffset)),
        RemovedFiles.Kind => Of(entry, entry.Path, RemovedFiles.BytesOf(entry)),
        _ => null,
    };

    private static ProblemCount Of(JournalEntry entry, string template, long bytes) => new(
        entry.Kind, entry.Severity, CutText.Of(entry.Rule, NameCharsMax), CutText.Of(template, TextCharsMax), entry.Count, bytes);

    /// <summary>The day turns forward only: what is dated back counts as of today.</summary>
    private void Turn(DateOnly day)
    {
        if (Day is { } current && day <= current)
            return;
        for (var old = (Day ?? day.AddDays(-1)).AddDays(-DaysKept); old < day.AddDays(-DaysKept); old = old.AddDays(1))
            _dropped.Add(KeyOf(keys, partition, old));
        if (_dropped.Count > DaysKept)
            _dropped.RemoveRange(DaysKept, _dropped.Count - DaysKept);
        Day = day;
        Forget();
    }

    private void Forget()
    {
        _counts.Clear();
        _perHost.Clear();
        _changed.Clear();
    }

    private void Remember(string field, ProblemCount count)
    {
        if (!_counts.ContainsKey(field) && HostOf(field) is { } host)
            _perHost[host] = _perHost.GetValueOrDefault(host) + 1;
        _counts[field] = count;
    }

    private static string FieldOf(string host, ProblemCount count)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{count.Kind}\n{count.Severity}\n{count.Rule}\n{count.Template}"));
        return $"{host}/{Convert.ToHexStringLower(name.AsSpan(0, 8))}";
    }
}
