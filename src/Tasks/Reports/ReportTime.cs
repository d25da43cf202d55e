using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dachshund.Tasks.Schedules;

namespace Dachshund.Tasks.Reports;

/// <summary>
/// When the daily report is due: once on each day of a zone, whatever its clocks do. Where they skip the time, at the first
/// moment after; where they show it twice, at the first of both; a day that the zone skips has none. Whoever remembers the day of
/// the last report, and makes the one of <see cref="LastDue"/> when that is of a later day, makes each once. Immutable,
/// thread-safe.
/// </summary>
public sealed class ReportTime
{
    private readonly TimeOnly _time;

    private ReportTime(TimeOnly time, TimeZoneInfo zone) => (_time, Zone) = (time, zone);

    /// <summary>Whose days are counted.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Reads a time of day.</summary>
    /// <param name="text">HH:mm, from 00:00 to 23:59.</param>
    /// <param name="zone">The zone that it is of.</param>
    /// <param name="time">The time; null when there is none.</param>
    /// <param name="problem">Why there is none; empty when there is.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string text, TimeZoneInfo zone, [NotNullWhen(true)] out ReportTime? time, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        var isTime = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        time = isTime ? new ReportTime(parsed, zone) : null;
        problem = isTime ? "" : $"\"{text}\" is no time of day; write HH:mm, from 00:00 to 23:59";
        return isTime;
    }

    /// <summary>The first report that is due after a moment.</summary>
    /// <param name="time">The moment, of the years 2 to 9998.</param>
    public ReportDue DueAfter(DateTimeOffset time) => Around(time).First(due => due.At > time);

    /// <summary>The last report that is due by now.</summary>
    /// <param name="now">The time, of the years 2 to 9998.</param>
    public ReportDue LastDue(DateTimeOffset now) => Around(now).Last(due => due.At <= now);

    // Two days to each side: a time that is skipped at midnight comes on the next day, and one day may not be at all.
    private IEnumerable<ReportDue> Around(DateTimeOffset time)
    {
        var today = WallClock.DayOf(time, Zone);
        for (var day = today.AddDays(-2); day <= today.AddDays(2); day = day.AddDays(1))
            if (WallClock.FirstAt(day, _time, Zone) is { } at)
                yield return new ReportDue(day, at);
    }
}
