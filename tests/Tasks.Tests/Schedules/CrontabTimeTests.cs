using System.Globalization;

namespace Dachshund.Tasks.Tests.Schedules;

/// <summary>
/// A crontab's time is the one at which Debian's cron starts the job. The tables hold what cron 3.0pl1-162 did with these lines
/// while its clock was led through January 2026 and through the nights in which Berlin changes its clocks; crontab(5) has the
/// rule of the days ("If both fields are restricted (ie, aren't *), the command will be run when either field matches"), cron(8)
/// that of the clocks.
/// </summary>
public sealed class CrontabTimeTests
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_field_that_begins_with_a_star_is_not_restricted_whatever_follows()
    {
        var sweep = Schedule.OfCron("0 0 */2 * 1", TimeSpan.Zero, TimeZoneInfo.Utc, out _);

        // Odd days that are Mondays, not odd days and Mondays.
        Assert.Equal(At("2026-01-05T00:00Z"), sweep?.DueAfter(At("2026-01-01T00:00Z")));
        Assert.Equal(At("2026-01-19T00:00Z"), sweep?.DueAfter(At("2026-01-05T00:00Z")));
    }

    [Theory]
    [InlineData("*/2 * 1", "5 19")]
    [InlineData("1-31/2 * 1", "1 3 5 7 9 11-13 15 17 19 21 23 25-27 29 31")]
    [InlineData("1,15 * 5", "1 2 9 15 16 23 30")]
    [InlineData("13 * 5", "2 9 13 16 23 30")]
    [InlineData("10-20 * 1-5", "1 2 5-23 26-30")]
    [InlineData("* * 1", "5 12 19 26")]
    [InlineData("*/2 * */3", "3 7 11 17 21 25 31")]
    [InlineData("*/2 * *", "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31")]
    [InlineData("13 * *", "13")]
    [InlineData("31 * 0", "4 11 18 25 31")]
    [InlineData("1 * 7", "1 4 11 18 25")]
    [InlineData("* * sun", "4 11 18 25")]
    [InlineData("29 * sat,sun", "3 4 10 11 17 18 24 25 29 31")]
    [InlineData("1-7 * mon", "1-7 12 19 26")]
    [InlineData("*/10 * 2-4", "1 21")]
    [InlineData("1-31 * 3", "1-31")]
    [InlineData("5 * 0-6", "1-31")]
    [InlineData("*/7 * 6,7", "")]
    public void The_two_day_fields_are_joined_as_cron_joins_them(string days, string expected)
    {
        var (from, to) = (At("2025-12-31T12:00Z"), At("2026-01-31T12:00Z"));

        var due = Times("0 0 " + days, from, to, TimeZoneInfo.Utc);

        Assert.All(due, time => Assert.Equal(TimeSpan.Zero, time.TimeOfDay));
        Assert.Equal(Days(expected), due.Select(time => time.Day));
    }

    [Theory]
    // 29 March 2026: 02:00 is 03:00. What was skipped is run when the clocks have gone on, unless hour or minute has a star.
    [InlineData("30 2 * * *", "03-29", "01:00")]
    [InlineData("30 1-3 * * *", "03-29", "00:30 01:00 01:30")]
    [InlineData("30 */1 * * *", "03-29", "00:30 01:30 02:30 03:30")]
    [InlineData("*/30 2 * * *", "03-29", "")]
    [InlineData("0,30 1,2,3 * * *", "03-29", "00:00 00:30 01:00 01:30")]
    [InlineData("15 * * * *", "03-29", "00:15 01:15 02:15 03:15")]
    // 25 October 2026: 03:00 is 02:00. What comes twice is run the first time, and each time where hour or minute has a star.
    [InlineData("30 2 * * *", "10-25", "00:30")]
    [InlineData("30 1-3 * * *", "10-25", "23:30 00:30 02:30")]
    [InlineData("30 */1 * * *", "10-25", "23:30 00:30 01:30 02:30")]
    [InlineData("*/30 2 * * *", "10-25", "00:00 00:30 01:00 01:30")]
    [InlineData("0-30/15 2 * * *", "10-25", "00:00 00:15 00:30")]
    [InlineData("0,30 1,2,3 * * *", "10-25", "23:00 23:30 00:00 00:30 02:00 02:30")]
    [InlineData("15 * * * *", "10-25", "23:15 00:15 01:15 02:15")]
    public void A_change_of_the_clocks_is_taken_as_cron_takes_it(string text, string day, string expectedUtc)
    {
        var from = At($"2026-{day}T00:00Z").AddHours(day == "03-29" ? -0.25 : -1.25);

        var due = Times(text, from, from.AddHours(4), s_berlin);

        Assert.Equal(expectedUtc, string.Join(' ', due.Select(time => time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture))));
    }

    [Theory]
    // cron refuses these.
    [InlineData("5/15 * * * *")]
    [InlineData("0 0 ? * *")]
    [InlineData("0 0 L * *")]
    [InlineData("0 0 0 * *")]
    [InlineData("0-59/0 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("@every_minute")]
    [InlineData("@every_second")]
    [InlineData("@reboot")]
    [InlineData("H 0 * * *")]
    [InlineData("0 0 * * 1L")]
    [InlineData("0 0 15W * *")]
    [InlineData("0 0 * * 1#2")]
    [InlineData("0 0 * *")]
    [InlineData("0 0 0 * * *")]
    // It takes these and never runs them.
    [InlineData("0 22-2 * * *")]
    [InlineData("10-5 * * * *")]
    [InlineData("0 0 * * 5-1")]
    public void What_cron_never_runs_is_no_crontab_time(string text)
    {
        Assert.Null(Schedule.OfCron(text, TimeSpan.Zero, TimeZoneInfo.Utc, out var problem));
        Assert.Contains("is no crontab time", problem, StringComparison.Ordinal);
    }

    private static List<DateTimeOffset> Times(string text, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var schedule = Schedule.OfCron(text, TimeSpan.Zero, zone, out var problem) ?? throw new InvalidOperationException(problem);
        List<DateTimeOffset> times = [];
        for (var due = schedule.DueAfter(from); due < to; due = schedule.DueAfter(due.Value))
            times.Add(due.Value);
        return times;
    }

    /// <summary>Numbers and ranges of numbers, one after the other.</summary>
    private static IEnumerable<int> Days(string text) =>
        from part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let ends = Array.ConvertAll(part.Split('-'), end => int.Parse(end, CultureInfo.InvariantCulture))
        from day in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
        select day;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
