using System.Globalization;
using Dachshund.Hocon.Units;

namespace Dachshund.Hocon;

/// <summary>Durations as HOCON writes them: <c>250ms</c>, <c>5 seconds</c>, <c>0.5h</c>; a bare number is milliseconds.</summary>
public static class DurationText
{
    private static readonly (string Unit, long Ticks)[] Written =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">A number and a unit: ns, us, ms, s, m, h, d or their long names, lower-case.</param>
    /// <param name="duration">The duration, rounded to 100 ns.</param>
    /// <returns>Whether it is one and fits.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        ArgumentNullException.ThrowIfNull(text);
        if (!Quantity.TryParse(text, out var number, out var unit) || TicksPer(unit) is not { } ticksPer)
            return false;
        if (!Quantity.TryMultiply(number, ticksPer, out var ticks))
            return false;
        duration = new TimeSpan(ticks);
        return true;
    }

    /// <summary>Writes a duration in the largest unit that divides it: <c>90s</c>, <c>2m</c>, <c>1h</c>.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>Text that <see cref="TryParse"/> reads.</returns>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        foreach (var (unit, ticks) in Written)
        {
            if (duration.Ticks % ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks * 100}ns");
    }

    private static decimal? TicksPer(string unit) => unit switch
    {
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 0.01m,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };
}
