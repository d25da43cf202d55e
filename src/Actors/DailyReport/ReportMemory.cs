using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dachshund.Actors.DailyReport;

/// <summary>What is remembered of the last report besides its text. Immutable.</summary>
/// <param name="Day">The day that it was the report of.</param>
/// <param name="At">When it was made.</param>
/// <param name="Channels">What the channels had done by then.</param>
public sealed record ReportMemory(DateOnly Day, DateTimeOffset At, IReadOnlyDictionary<string, ChannelTotals> Channels)
{
    private const string DayFormat = "yyyyMMdd";
    private const string DayField = "day";
    private const string AtField = "at";
    private const string ChannelsField = "channels";

    /// <summary>A day as it is named in keys and fields.</summary>
    /// <param name="day">The day.</param>
    public static string TextOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The day of such a text; null when it is none.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Whether it can be of the past: a clock that was wrong, and was set right, may have left one of the future.</summary>
    /// <param name="now">Redis' wall clock.</param>
    internal bool IsGoodAt(DateTimeOffset now) => At <= now + TimeSpan.FromDays(1);

    internal IEnumerable<(string Field, string Value)> Fields() =>
    [
        (DayField, TextOf(Day)),
        (AtField, At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        (ChannelsField, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, ChannelTotals>(Channels), ReportJson.Default.DictionaryStringChannelTotals))),
    ];

    /// <summary>Reads what <see cref="Fields"/> gave; null when there is nothing of use.</summary>
    internal static ReportMemory? Parse(Func<string, string?> field) =>
        DayOf(field(DayField) ?? "") is { } day
        && long.TryParse(field(AtField), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new ReportMemory(day, DateTimeOffset.FromUnixTimeMilliseconds(at), ChannelsOf(field(ChannelsField) ?? "{}"))
            : null;

    private static Dictionary<string, ChannelTotals> ChannelsOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReportJson.Default.DictionaryStringChannelTotals) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
