using Dachshund.Tasks.Schedules;

namespace Dachshund.Tasks;

/// <summary>When a task must give its next sign of life. Immutable, thread-safe.</summary>
public sealed class Schedule
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private readonly TimeSpan _every;
    private readonly CrontabTime? _cron;
    private readonly TimeZoneInfo _zone;

    private Schedule(TimeSpan every, CrontabTime? cron, TimeSpan grace, TimeZoneInfo zone) =>
        (_every, _cron, Grace, _zone) = (every, cron, grace, zone);

    /// <summary>The shortest period, 1 minute.</summary>
    public static TimeSpan EveryMin { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest period, and the longest grace: 366 days.</summary>
    public static TimeSpan EveryMax { get; } = TimeSpan.FromDays(366);

    /// <summary>How long after it was due a task is late.</summary>
    public TimeSpan Grace { get; }

    /// <summary>A sign of life each so often. Whole days are days of the zone: a task at three in the morning is due at three in the
    /// morning, also when the clocks were changed in the night.</summary>
    /// <param name="every">The period, <see cref="EveryMin"/> to <see cref="EveryMax"/>.</param>
    /// <param name="grace">How long after it was due it is late, 0 to <see cref="EveryMax"/>.</param>
    /// <param name="zone">The zone whose days are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of its range.</exception>
    public static Schedule Every(TimeSpan every, TimeSpan grace, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, EveryMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(every, EveryMax);
        RequireGrace(grace);
        ArgumentNullException.ThrowIfNull(zone);
        return new Schedule(every, null, grace, zone);
    }

    /// <summary>
    /// A sign of life at each time that a crontab's five fields say, or <c>@daily</c> and the like, as Debian's cron reads them: where
    /// neither day field begins with <c>*</c>, either suffices; what clocks skip is due when they have gone on, what they show twice
    /// the first time only, but each time where hour or minute has a <c>*</c>.
    /// </summary>
    /// <param name="text">Minute, hour, day of month, month, day of week (0 and 7 are Sunday).</param>
    /// <param name="grace">How long after it was due it is late, 0 to <see cref="EveryMax"/>.</param>
    /// <param name="zone">The zone that these times are of.</param>
    /// <param name="problem">Why there is no schedule; empty when there is.</param>
    /// <returns>The schedule; null when the text is no such, or names a time that never comes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The grace is out of its range.</exception>
    public static Schedule? OfCron(string text, TimeSpan grace, TimeZoneInfo zone, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        RequireGrace(grace);
        ArgumentNullException.ThrowIfNull(zone);
        if (CrontabTime.TryParse(text) is not { } cron)
        {
            problem = $"\"{text}\" is no crontab time; write minute, hour, day of month, month, day of week, as in 30 3 * * *";
            return null;
        }

        var schedule = new Schedule(default, cron, grace, zone);
        problem = schedule.DueAfter(DateTimeOffset.UnixEpoch) is null ? $"\"{text}\" is a time that never comes" : "";
        return problem.Length == 0 ? schedule : null;
    }

    /// <summary>When the next sign of life is due; null when never.</summary>
    /// <param name="last">When the last one came, or since when one is expected.</param>
    public DateTimeOffset? DueAfter(DateTimeOffset last)
    {
        if (_cron is not null)
            return _cron.After(last, _zone);
        return _every.Ticks % s_day.Ticks == 0
            ? WallClock.AddDays(last, (int)(_every.Ticks / s_day.Ticks), _zone)
            : last + _every;
    }

    /// <summary>From when on the task is late without one; null when never.</summary>
    /// <param name="last">When the last one came, or since when one is expected.</param>
    public DateTimeOffset? LateAfter(DateTimeOffset last) => DueAfter(last) + Grace;

    private static void RequireGrace(TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grace, EveryMax);
    }
}
