using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Alerting;
using Dachshund.Journal.Entries;

namespace Dachshund.Actors.TaskWatch;

/// <summary>How what is said of tasks stands in the journal of their host's partition.</summary>
public static class TaskEntries
{
    /// <summary>The kind of the entries.</summary>
    public const string Kind = NoticeKinds.Task;

    /// <summary>The label that names the task.</summary>
    public const string Label = "task";

    /// <summary>A run began.</summary>
    public const string Started = "started";

    /// <summary>It ended well.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>It failed.</summary>
    public const string Failed = "failed";

    /// <summary>From now on it is expected.</summary>
    public const string Expect = "expect";

    /// <summary>All that is remembered of it is forgotten.</summary>
    public const string Forget = "forget";

    /// <summary>Tasks remembered of one host at most: 200. Signs of others are alerted when they fail, and else forgotten.</summary>
    public const int TasksPerHostMax = 200;

    internal const string WordKey = "word";
    internal const string SourceKey = "source";
    private const string EveryKey = "every";
    private const string GraceKey = "grace";
    private const string CronKey = "cron";
    private const string ZoneKey = "zone";
    private const int NameCharsMax = 128;
    private const int SourceCharsMax = 200;
    private const int HeadCharsMax = 200;
    private const int DetailCharsMax = 4000;

    /// <summary>Why a text is no name of a task; null when it is one.</summary>
    /// <param name="name">The text.</param>
    public static string? ProblemOfName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Trim().Length == 0)
            return "a task has a name";
        if (name.Length > NameCharsMax)
            return $"the name of a task has at most {NameCharsMax} characters";
        return name.Any(char.IsControl) ? "the name of a task has no control characters" : null;
    }

    /// <summary>The entry, encoded.</summary>
    /// <param name="checkIn">What is said. Nothing is redacted here.</param>
    /// <param name="time">When.</param>
    public static ReadOnlyMemory<byte> Encode(TaskCheckIn checkIn, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(checkIn);
        var at = time.ToUnixTimeMilliseconds();
        var detail = Shorten(checkIn.Detail);
        return JournalEntryCodec.Encode(new JournalEntry
        {
            Kind = Kind,
            Host = checkIn.Host,
            Rule = checkIn.Task,
            Severity = checkIn.Word == Failed ? Severities.Error : Severities.Info,
            Labels = checkIn.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(Label, checkIn.Task),
            Count = 1,
            FirstTime = at,
            LastTime = at,
            Samples = detail.Length == 0 ? [] : [new EntrySample(0, 0, detail)],
            Data = ToData(checkIn),
        });
    }

    /// <summary>What an entry expects; null when it is of no use.</summary>
    internal static TaskExpectation? ExpectationOf(JournalEntry entry)
    {
        if (!TryNumber(entry.Data.GetValueOrDefault(EveryKey, "0"), out var every)
            || !TryNumber(entry.Data.GetValueOrDefault(GraceKey, "0"), out var grace))
            return null;
        var expectation = new TaskExpectation(
            every, grace, entry.Data.GetValueOrDefault(CronKey, ""), entry.Data.GetValueOrDefault(ZoneKey, "UTC"));
        return expectation.ToSchedule(out _) is null ? null : expectation;
    }

    private static ImmutableSortedDictionary<string, string> ToData(TaskCheckIn checkIn)
    {
        var data = ImmutableSortedDictionary.CreateBuilder<string, string>();
        data[WordKey] = checkIn.Word;
        if (checkIn.Source.Length > 0)
            data[SourceKey] = CutText.Of(checkIn.Source, SourceCharsMax);
        if (checkIn.Expectation is { } expectation)
        {
            data[EveryKey] = expectation.EveryMs.ToString(CultureInfo.InvariantCulture);
            data[GraceKey] = expectation.GraceMs.ToString(CultureInfo.InvariantCulture);
            data[CronKey] = expectation.Cron;
            data[ZoneKey] = expectation.Zone;
        }

        return data.ToImmutable();
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Of much output the end is what tells; the first line always stays.</summary>
    private static string Shorten(string detail)
    {
        if (detail.Length <= DetailCharsMax)
            return detail;
        var end = detail.IndexOf('\n', StringComparison.Ordinal);
        var head = CutText.Of(end < 0 ? detail : detail[..end], HeadCharsMax);
        var rest = detail[^(DetailCharsMax - head.Length - 3)..];
        return $"{head}\n…\n{(char.IsLowSurrogate(rest[0]) ? rest[1..] : rest)}";
    }
}
