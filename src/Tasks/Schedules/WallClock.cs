namespace Dachshund.Tasks.Schedules;

/// <summary>Days as people count them: the same time of day in a zone, whatever its clocks do in between.</summary>
internal static class WallClock
{
    /// <summary>
    /// The instant so many days later at the same time of day. Where clocks skip that time, as much later as they skip; where they
    /// show it twice, the second time: nobody is late before both are over.
    /// </summary>
    public static DateTimeOffset AddDays(DateTimeOffset from, int days, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(from, zone).DateTime.AddDays(days), DateTimeKind.Unspecified);
        var later = new DateTimeOffset(local, OffsetOf(local, zone)).ToUniversalTime();
        // A zone that crosses the date line has a day that never was: then days are 24 hours.
        return later > from ? later : from.AddDays(days).ToUniversalTime();
    }

    /// <summary>The day of an instant in a zone.</summary>
    public static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>The first instant at which the clocks show that time of that day, or a later one where they skip it; null where they
    /// skip the whole day.</summary>
    public static DateTimeOffset? FirstAt(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        // Only the way from an instant to the clocks is sure: what a zone calls invalid leaves out the days that it skips.
        var wanted = new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero);
        var (one, other) = (zone.GetUtcOffset(wanted.AddDays(-1)), zone.GetUtcOffset(wanted.AddDays(1)));
        var (early, late) = (wanted - (one > other ? one : other), wanted - (one > other ? other : one));
        if (Shown(early, zone) == wanted)
            return early;
        if (Shown(late, zone) == wanted)
            return late;
        while (late.Ticks - early.Ticks > 1)
        {
            var middle = early + ((late - early) / 2);
            if (Shown(middle, zone) < wanted)
                early = middle;
            else
                late = middle;
        }

        return DayOf(late, zone) == day || DayOf(early, zone) == day ? late : null;
    }

    /// <summary>What the clocks show, as if it were UTC.</summary>
    private static DateTimeOffset Shown(DateTimeOffset time, TimeZoneInfo zone) =>
        new(TimeZoneInfo.ConvertTime(time, zone).DateTime, TimeSpan.Zero);

    private static TimeSpan OffsetOf(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            return zone.GetUtcOffset(local.AddDays(-1));
        return zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local);
    }
}
