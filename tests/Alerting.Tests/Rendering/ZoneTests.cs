using System.Globalization;

namespace Dachshund.Alerting.Tests.Rendering;

public sealed class ZoneTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2026-01-02T00:59:00Z", "2026-01-02T01:00:00Z", "08:59:00")]
    // The day is the zone's, not Greenwich's: midnight lies between them.
    [InlineData("Asia/Shanghai", "2026-01-01T15:59:00Z", "2026-01-01T16:00:00Z", "01-01 23:59:00")]
    [InlineData("UTC", "2025-12-31T23:59:59Z", "2026-01-01T00:00:01Z", "2025-12-31 23:59:59")]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z", "2026-03-08T07:30:00Z", "01:59:59")]
    [InlineData("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z", "03:00:00")]
    // The hour that comes twice.
    [InlineData("America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z", "01:30:00 -04:00")]
    [InlineData("America/New_York", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z", "01:30:00 -05:00")]
    [InlineData("America/New_York", "2026-11-01T07:30:00Z", "2026-11-01T07:30:00Z", "02:30:00")]
    [InlineData("Asia/Kathmandu", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z", "05:45:00")]
    public void Times_are_those_of_the_zone(string zone, string time, string now, string shown)
    {
        var notice = Some.Match() with { FirstTimeMs = Ms(time), LastTimeMs = Ms(time) };
        var message = Rendered.Message(
            Some.Channel(), Some.Render(zone: TimeZoneInfo.FindSystemTimeZoneById(zone)), Ms(now) - Some.Start, notices: notice);
        Assert.Contains($"since {shown}**", message.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_time_beyond_the_calendar_does_no_harm(long timeMs) => Assert.NotEmpty(Rendered.Message(
        Some.Channel(), Some.Render(zone: TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")),
        notices: Some.Match() with { FirstTimeMs = timeMs, LastTimeMs = timeMs }).Body);

    private static long Ms(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
