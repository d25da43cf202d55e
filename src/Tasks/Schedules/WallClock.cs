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

    private static TimeSpan OffsetOf(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            return zone.GetUtcOffset(local.AddDays(-1));
        return zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local);
    }
}
