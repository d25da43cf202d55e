namespace Dachshund.Tasks.Tests;

/// <summary>When a task is due, through a year in zones that change their clocks.</summary>
public sealed class ScheduleTests
{
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(2);

    /// <summary>One on each half of the world, and one whose clocks change by half an hour.</summary>
    public static TheoryData<string> Zones => ["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe"];

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_task_every_day_at_any_time_is_never_late_in_a_year_and_late_on_the_day_it_misses(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var schedule = Schedule.Every(TimeSpan.FromDays(1), s_grace, zone);
        for (var minutes = 0; minutes < 24 * 60; minutes += 30)
        {
            var runs = DaysOf(zone, TimeSpan.FromMinutes(minutes)).ToArray();
            for (var day = 0; day + 1 < runs.Length; day++)
            {
                var late = schedule.LateAfter(runs[day]);
                Assert.True(runs[day + 1] <= late, $"{runs[day + 1]} is after {late}");
                // An hour's change at most is added to the grace: a missed run is seen before the next but one.
                Assert.True(late - runs[day + 1] <= s_grace + TimeSpan.FromHours(1), $"{late} is long after {runs[day + 1]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void The_same_time_of_day_is_due_on_each_day_but_where_the_clocks_skip_it(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var (due, skipped) = (DaysOf(zone, new TimeSpan(2, 15, 0)).First(), 0);
        var schedule = Schedule.Every(TimeSpan.FromDays(1), TimeSpan.Zero, zone);
        var last = due;
        for (var day = 1; day <= 365; day++)
        {
            // As a task would that starts by the wall clock: from the last run at its usual time.
            due = schedule.DueAfter(last) ?? throw new InvalidOperationException("never");
            var local = TimeZoneInfo.ConvertTime(due, zone);
            Assert.Equal(DayOf(last, zone).AddDays(1), DateOnly.FromDateTime(local.DateTime));
            if (local.TimeOfDay != new TimeSpan(2, 15, 0))
                skipped++;
            last = local.TimeOfDay == new TimeSpan(2, 15, 0) ? due : DaysOf(zone, new TimeSpan(2, 15, 0), day).First();
        }

        // On the day of the gap, and on the next one, for the last run was at its end.
        Assert.InRange(skipped, 0, 2);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_crontab_time_is_due_once_on_each_day_of_the_year(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        (string Text, TimeSpan Time)[] times =
            [("30 2 * * *", new(2, 30, 0)), ("0 0 * * *", default), ("@daily", default), ("45 23 * * *", new(23, 45, 0))];
        foreach (var (text, time) in times)
        {
            var schedule = Schedule.OfCron(text, s_grace, zone, out var problem) ?? throw new InvalidOperationException(problem);
            var last = DaysOf(zone, new TimeSpan(23, 50, 0)).First();
            var day = DayOf(last, zone);
            var odd = 0;
            for (var count = 0; count < 365; count++)
            {
                var due = schedule.DueAfter(last) ?? throw new InvalidOperationException("never");
                Assert.Equal(due + s_grace, schedule.LateAfter(last));
                var local = TimeZoneInfo.ConvertTime(due, zone);
                Assert.Equal(day.AddDays(1), DateOnly.FromDateTime(local.DateTime));
                odd += local.TimeOfDay == time ? 0 : 1;
                (last, day) = (due, day.AddDays(1));
            }

            // Where the clocks skip it, it is due when they go on.
            Assert.InRange(odd, 0, 1);
        }
    }

    [Fact]
    public void A_change_of_the_clocks_moves_no_run_off_its_time_of_day()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var daily = Schedule.Every(TimeSpan.FromDays(1), TimeSpan.Zero, berlin);
        // 29 March 2026, 02:00 to 03:00; 25 October 2026, 03:00 to 02:00.
        Assert.Equal(At("2026-03-29T01:10Z"), daily.DueAfter(At("2026-03-28T02:10+01:00")));
        Assert.Equal(At("2026-03-29T04:10+02:00"), daily.DueAfter(At("2026-03-28T04:10+01:00")));
        Assert.Equal(At("2026-10-25T04:10+01:00"), daily.DueAfter(At("2026-10-24T04:10+02:00")));
        // The hour that comes twice: nobody is late before both are over.
        Assert.Equal(At("2026-10-25T02:10+01:00"), daily.DueAfter(At("2026-10-24T02:10+02:00")));
        // Hours are hours.
        var half = Schedule.Every(TimeSpan.FromHours(12), TimeSpan.Zero, berlin);
        Assert.Equal(At("2026-03-29T09:00+02:00"), half.DueAfter(At("2026-03-28T20:00+01:00")));
        // A day that a zone never had.
        var apia = Schedule.Every(TimeSpan.FromDays(1), TimeSpan.Zero, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"));
        Assert.Equal(At("2011-12-30T13:00Z"), apia.DueAfter(At("2011-12-29T13:00Z")));
    }

    [Theory]
    [InlineData("0 3 * * 0", "2026-01-04T03:00Z")]
    [InlineData("0 3 * * 7", "2026-01-04T03:00Z")]
    [InlineData("0 3 * * 1-5", "2026-01-02T03:00Z")]
    [InlineData("*/20 * * * *", "2026-01-01T12:20Z")]
    [InlineData("0 3 31 * *", "2026-01-31T03:00Z")]
    [InlineData("0 0 29 2 *", "2028-02-29T00:00Z")]
    [InlineData("15 4 1,15 * *", "2026-01-15T04:15Z")]
    [InlineData("@weekly", "2026-01-04T00:00Z")]
    public void A_crontab_is_read_as_cron_reads_it(string text, string due)
    {
        var schedule = Schedule.OfCron(text, TimeSpan.Zero, TimeZoneInfo.Utc, out var problem);
        Assert.Equal("", problem);
        Assert.Equal(At(due), schedule?.DueAfter(At("2026-01-01T12:00Z")));
    }

    [Theory]
    [InlineData("", "is no crontab time")]
    [InlineData("daily", "is no crontab time")]
    [InlineData("61 3 * * *", "is no crontab time")]
    [InlineData("0 0 3 * * ?", "is no crontab time")]
    [InlineData("0 3 30 2 *", "is a time that never comes")]
    public void What_is_no_crontab_time_is_refused_with_what_to_write(string text, string problem)
    {
        Assert.Null(Schedule.OfCron(text, TimeSpan.Zero, TimeZoneInfo.Utc, out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Every(TimeSpan.FromSeconds(59), TimeSpan.Zero, TimeZoneInfo.Utc));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Every(TimeSpan.FromDays(367), TimeSpan.Zero, TimeZoneInfo.Utc));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Every(TimeSpan.FromDays(1), TimeSpan.FromTicks(-1), TimeZoneInfo.Utc));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.OfCron("@daily", TimeSpan.FromDays(367), TimeZoneInfo.Utc, out _));
    }

    private static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Each day of 2026 from some day on at a time of day, as cron runs it: the first of two, the end of a gap.</summary>
    private static IEnumerable<DateTimeOffset> DaysOf(TimeZoneInfo zone, TimeSpan time, int from = 0)
    {
        for (var day = from; day <= 366; day++)
        {
            var local = new DateTime(2026, 1, 1).AddDays(day) + time;
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(15);
            yield return new DateTimeOffset(local, zone.IsAmbiguousTime(local)
                ? zone.GetAmbiguousTimeOffsets(local).Max()
                : zone.GetUtcOffset(local));
        }
    }
}
