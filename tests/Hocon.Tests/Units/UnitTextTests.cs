namespace Dachshund.Hocon.Tests.Units;

public class UnitTextTests
{
    [Theory]
    [InlineData("5", 5 * TimeSpan.TicksPerMillisecond)]
    [InlineData("0", 0)]
    [InlineData("1.5", 15_000)]
    [InlineData("100ns", 1)]
    [InlineData("2000 nanoseconds", 20)]
    [InlineData("3us", 30)]
    [InlineData("1 micros", 10)]
    [InlineData("250ms", 250 * TimeSpan.TicksPerMillisecond)]
    [InlineData("1 millisecond", TimeSpan.TicksPerMillisecond)]
    [InlineData(" 10 s ", 10 * TimeSpan.TicksPerSecond)]
    [InlineData("1 second", TimeSpan.TicksPerSecond)]
    [InlineData("2m", 2 * TimeSpan.TicksPerMinute)]
    [InlineData("2 minutes", 2 * TimeSpan.TicksPerMinute)]
    [InlineData("0.5h", TimeSpan.TicksPerHour / 2)]
    [InlineData("7d", 7 * TimeSpan.TicksPerDay)]
    [InlineData("1 day", TimeSpan.TicksPerDay)]
    [InlineData("1e3s", 1000 * TimeSpan.TicksPerSecond)]
    [InlineData("-1s", -TimeSpan.TicksPerSecond)]
    public void Durations_have_the_units_of_the_language(string text, long ticks)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(ticks, duration.Ticks);
        Assert.True(DurationText.TryParse(DurationText.Format(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5 S")]
    [InlineData("5 Minutes")]
    [InlineData("5 weeks")]
    [InlineData("5s 3ms")]
    [InlineData("1,5s")]
    [InlineData("0x5s")]
    [InlineData("99999999999d")]
    [InlineData("99999999999999999999999999999999999s")]
    [InlineData("NaN")]
    [InlineData("infinite")]
    public void What_is_no_duration_is_refused(string text)
    {
        Assert.False(DurationText.TryParse(text, out _));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("5 B", 5)]
    [InlineData("5bytes", 5)]
    [InlineData("4K", 4096)]
    [InlineData("4k", 4096)]
    [InlineData("4KiB", 4096)]
    [InlineData("4 kibibytes", 4096)]
    [InlineData("4kB", 4000)]
    [InlineData("4 kilobytes", 4000)]
    [InlineData("0.5M", 524_288)]
    [InlineData("1m", 1_048_576)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("2Gi", 2_147_483_648)]
    [InlineData("1T", 1_099_511_627_776)]
    [InlineData("1PB", 1_000_000_000_000_000)]
    [InlineData("7EiB", 8_070_450_532_247_928_832)]
    public void Sizes_have_the_units_of_the_language(string text, long bytes)
    {
        Assert.True(ByteSizeText.TryParse(text, out var size));
        Assert.Equal(bytes, size);
        Assert.True(ByteSizeText.TryParse(ByteSizeText.Format(size), out var again));
        Assert.Equal(size, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("4KB")]
    [InlineData("4 kb")]
    [InlineData("4Kb")]
    [InlineData("8EiB")]
    [InlineData("1ZB")]
    [InlineData("1YiB")]
    [InlineData("4X")]
    public void What_is_no_size_or_does_not_fit_is_refused(string text)
    {
        Assert.False(ByteSizeText.TryParse(text, out _));
    }

    [Theory]
    [InlineData(0L, "0s")]
    [InlineData(TimeSpan.TicksPerSecond * 90, "90s")]
    [InlineData(TimeSpan.TicksPerHour * 24, "1d")]
    [InlineData(TimeSpan.TicksPerHour * 12, "12h")]
    [InlineData(TimeSpan.TicksPerMillisecond * 1500, "1500ms")]
    [InlineData(7L, "700ns")]
    public void A_duration_is_written_in_the_largest_unit_that_divides_it(long ticks, string text)
    {
        Assert.Equal(text, DurationText.Format(new TimeSpan(ticks)));
    }
}
