using System.Globalization;

namespace Dachshund.Alerting.Rendering;

/// <summary>Times as people of one zone read them: the day only when it isn't today's.</summary>
internal sealed class TimeText(TimeZoneInfo zone)
{
    private const long MinMs = -62_135_596_800_000;
    private const long MaxMs = 253_402_300_799_999;

    /// <summary>A time, Unix ms, as seen from another one. An hour that the clocks pass twice carries its offset.</summary>
    public string Of(long timeMs, long nowMs)
    {
        var time = Local(timeMs);
        var pattern = time.Date == Local(nowMs).Date ? "HH:mm:ss"
            : time.Year == Local(nowMs).Year ? "MM-dd HH:mm:ss"
            : "yyyy-MM-dd HH:mm:ss";
        var text = time.ToString(pattern, CultureInfo.InvariantCulture);
        return zone.IsAmbiguousTime(time.DateTime) ? text + time.ToString(" zzz", CultureInfo.InvariantCulture) : text;
    }

    private DateTimeOffset Local(long timeMs) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(timeMs, MinMs, MaxMs)), zone);
}
