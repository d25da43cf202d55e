using System.Globalization;
using Dachshund.Tasks.Reports;

namespace Dachshund.Tasks.Tests.Reports;

/// <summary>One report on each day of a year, in zones that change their clocks.</summary>
public sealed class ReportTimeTests
{
    private static readonly string[] s_times = ["00:00", "02:30", "11:00", "23:59"];
    private static readonly Dictionary<(string, int), Dictionary<string, List<ReportDue>>> s_watched = [];

    /// <summary>Zones, and a year of each: half an hour's change, a gap that ends at midnight, one that begins there, a day that
    /// is skipped.</summary>
    public static TheoryData<string, int> Zones => new()
    {
        { "Europe/Berlin", 2026 },
        { "America/New_York", 2026 },
        { "Australia/Lord_Howe", 2026 },
        { "America/Nuuk", 2025 },
        { "America/Santiago", 2026 },
        { "Pacific/Apia", 2011 },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public void Each_day_has_one_report_when_its_clocks_first_show_the_time_or_have_skipped_it(string name, int year)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var expected = WatchTheClock(zone, year);
        foreach (var text in s_times)
        {
            var time = Parse(text, zone);
            var dues = expected[text];
            Assert.InRange(dues.Count, 363, 364);
            for (var i = 1; i + 1 < dues.Count; i++)
            {
                Assert.Equal(dues[i], time.DueAfter(dues[i - 1].At));
                Assert.Equal(dues[i], time.DueAfter(dues[i].At.AddTicks(-1)));
                Assert.Equal(dues[i], time.LastDue(dues[i].At));
                Assert.Equal(dues[i], time.LastDue(dues[i + 1].At.AddTicks(-1)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void In_the_hours_around_a_change_of_the_clocks_no_minute_sees_another_report(string name, int year)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var expected = WatchTheClock(zone, year);
        foreach (var change in Changes(zone, year))
        {
            foreach (var text in s_times)
            {
                var time = Parse(text, zone);
                var dues = expected[text].Where(due => Math.Abs((due.At - change).TotalDays) < 4).ToArray();
                for (var minute = -240; minute <= 240; minute++)
                {
                    var now = change.AddMinutes(minute);
                    Assert.Equal(dues.Last(due => due.At <= now), time.LastDue(now));
                    Assert.Equal(dues.First(due => due.At > now), time.DueAfter(now));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Whoever_restarts_is_away_and_remembers_only_the_last_day_reports_each_day_once(string name, int year)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var expected = WatchTheClock(zone, year);
        foreach (var text in s_times)
        {
            var random = new Random(year);
            var time = Parse(text, zone);
            var dues = expected[text];
            var now = dues[0].At;
            var (last, made) = (dues[0].Day, new HashSet<DateOnly> { dues[0].Day });
            while (now < dues[^5].At)
            {
                // A look every few hours, or hours away, or days; now and then the clock is set back.
                var wasThere = now;
                now += random.Next(100) switch
                {
                    < 2 => TimeSpan.FromMinutes(random.Next(3 * 24 * 60)),
                    < 10 => TimeSpan.FromMinutes(random.Next(600)),
                    < 12 => TimeSpan.FromMinutes(-random.Next(90)),
                    _ => TimeSpan.FromMinutes(random.Next(1, 300)),
                };
                var due = time.LastDue(now);
                if (due.Day <= last)
                    continue;
                // No other is made that was missed meanwhile, and none that isn't due.
                Assert.True(made.Add(due.Day), $"{due.Day} twice");
                Assert.Equal(dues.Last(one => one.At <= now), due);
                Assert.True(due.At > wasThere, $"{due} was due before, at {wasThere}");
                last = due.Day;
            }

            Assert.InRange(made.Count, 200, dues.Count);
        }
    }

    [Fact]
    public void A_day_that_the_zone_skips_has_no_report_and_those_around_it_have_theirs()
    {
        var time = Parse("11:00", TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"));
        var before = new ReportDue(new DateOnly(2011, 12, 29), new DateTimeOffset(2011, 12, 29, 21, 0, 0, TimeSpan.Zero));
        var after = new ReportDue(new DateOnly(2011, 12, 31), new DateTimeOffset(2011, 12, 30, 21, 0, 0, TimeSpan.Zero));
        Assert.Equal(after, time.DueAfter(before.At));
        Assert.Equal(before, time.LastDue(after.At.AddTicks(-1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24:00")]
    [InlineData("9:00")]
    [InlineData("11:00:00")]
    [InlineData("11.00")]
    [InlineData("11:60")]
    [InlineData(" 11:00")]
    [InlineData("１１:00")]
    public void What_is_no_time_of_day_is_refused_with_what_to_write(string text)
    {
        Assert.False(ReportTime.TryParse(text, TimeZoneInfo.Utc, out var time, out var problem));
        Assert.Null(time);
        Assert.Contains("write HH:mm", problem, StringComparison.Ordinal);
    }

    private static ReportTime Parse(string text, TimeZoneInfo zone)
    {
        Assert.True(ReportTime.TryParse(text, zone, out var time, out var problem), problem);
        Assert.Equal("", problem);
        return time;
    }

    /// <summary>What somebody sees who watches a clock through the year: when it first shows each time of each day that comes, or a
    /// later one.</summary>
    private static Dictionary<string, List<ReportDue>> WatchTheClock(TimeZoneInfo zone, int year)
    {
        if (s_watched.TryGetValue((zone.Id, year), out var watched))
            return watched;
        var seen = s_times.ToDictionary(text => text, _ => new List<ReportDue>());
        var next = s_times.ToDictionary(
            text => text, text => new DateTime(year, 1, 2) + TimeOnly.Parse(text, CultureInfo.InvariantCulture).ToTimeSpan());
        var days = new HashSet<DateOnly>();
        var begin = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var at = begin; at < begin.AddDays(366); at = at.AddMinutes(1))
        {
            var shown = TimeZoneInfo.ConvertTime(at, zone).DateTime;
            if (at < begin.AddDays(365))
                days.Add(DateOnly.FromDateTime(shown));
            foreach (var text in s_times)
            {
                for (; next[text] <= shown; next[text] = next[text].AddDays(1))
                    seen[text].Add(new ReportDue(DateOnly.FromDateTime(next[text]), at));
            }
        }

        // The days of the year, but those that never were.
        return s_watched[(zone.Id, year)] = seen.ToDictionary(one => one.Key,
            one => one.Value.Where(due => due.Day.Year == year && days.Contains(due.Day)).ToList());
    }

    private static IEnumerable<DateTimeOffset> Changes(TimeZoneInfo zone, int year)
    {
        var begin = new DateTimeOffset(year, 1, 10, 0, 0, 0, TimeSpan.Zero);
        for (var at = begin; at < begin.AddDays(345); at = at.AddMinutes(30))
            if (zone.GetUtcOffset(at) != zone.GetUtcOffset(at.AddMinutes(-30)))
                yield return at;
    }
}
