using System.Globalization;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>Times as the people of the report's zone read them.</summary>
internal sealed class TimeText
{
    private readonly TimeZoneInfo _zone;
    private readonly int _year;

    public TimeText(DailyReport report)
    {
        // A stored report may name a zone that this machine doesn't know.
        var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(report.Zone, out var zone);
        _zone = zone ?? TimeZoneInfo.Utc;
        Zone = isKnown ? report.Zone : "UTC";
        _year = report.Day.Year;
    }

    /// <summary>The name of the zone that they are of.</summary>
    public string Zone { get; }

    /// <summary>A time to the minute; the year only when it isn't the report's.</summary>
    public string Of(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, _zone);
        return Text(local, local.Year == _year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm");
    }

    /// <summary>A time to the minute, with its year.</summary>
    public string Full(DateTimeOffset time) => Text(TimeZoneInfo.ConvertTime(time, _zone), "yyyy-MM-dd HH:mm");

    // An hour that the clocks pass twice carries its offset.
    private string Text(DateTimeOffset local, string pattern) => local.ToString(
        _zone.IsAmbiguousTime(local.DateTime) ? pattern + " zzz" : pattern, CultureInfo.InvariantCulture);
}
