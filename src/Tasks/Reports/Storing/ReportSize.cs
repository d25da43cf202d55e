using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dachshund.Tasks.Reports.Storing;

/// <summary>Makes a report small enough to be stored: worst first, so that what is cut off at the end is the best. Pure, and
/// what is within bounds stays as it is.</summary>
internal static class ReportSize
{
    /// <summary>Letters of a text when all of them don't fit.</summary>
    private const int ShortTextChars = 100;

    /// <summary>The counts of what is left out grow when something more is.</summary>
    private const int CountBytes = 300;

    private static readonly ReportJson s_json = ReportJson.Stored;

    /// <summary>The report in order and within <see cref="ReportBounds"/>. What is well gives way first, then long texts, then
    /// half of whatever list is the longest, until it fits.</summary>
    public static DailyReport Keep(DailyReport report)
    {
        var kept = TextBounds.Keep(ReportOrder.Sort(report), ReportBounds.TextCharsMax);
        kept = Devices(kept, ReportBounds.DevicesMax);
        kept = Tasks(kept, ReportBounds.TasksMax);
        kept = Problems(kept, ReportBounds.ProblemsMax);
        kept = Losses(kept, ReportBounds.LossesMax);
        kept = Channels(kept, ReportBounds.ChannelsMax);
        kept = Removals(kept, ReportBounds.RemovalsMax);
        kept = Warnings(kept, ReportBounds.WarningsMax);
        if (Excess(kept) > 0)
            kept = WithFewerQuiet(kept);
        if (Excess(kept) > 0)
            kept = TextBounds.Keep(kept, ShortTextChars);
        while (Excess(kept) > 0)
            kept = HalveLongest(kept);
        return kept;
    }

    private static int Excess(DailyReport report) => Bytes(report, s_json.DailyReport) - ReportBounds.JsonBytesMax;

    private static DailyReport WithFewerQuiet(DailyReport report)
    {
        var excess = Excess(report) + CountBytes;
        var (tasks, devices) = (report.Tasks.Length, report.Devices.Length);
        for (; excess > 0 && tasks > 0 && report.Tasks[tasks - 1].State >= TaskState.New; tasks--)
            excess -= Bytes(report.Tasks[tasks - 1], s_json.ReportedTask) + 1;
        for (; excess > 0 && devices > 0 && report.Devices[devices - 1].State == DeviceState.Ok; devices--)
            excess -= Bytes(report.Devices[devices - 1], s_json.ReportedDevice) + 1;
        return Devices(Tasks(report, tasks), devices);
    }

    private static DailyReport HalveLongest(DailyReport report)
    {
        (int Bytes, Func<DailyReport> Halve)[] lists =
        [
            (Bytes(report.Devices, s_json.ImmutableArrayReportedDevice), () => Devices(report, report.Devices.Length / 2)),
            (Bytes(report.Tasks, s_json.ImmutableArrayReportedTask), () => Tasks(report, report.Tasks.Length / 2)),
            (Bytes(report.Problems, s_json.ImmutableArrayReportedProblem), () => Problems(report, report.Problems.Length / 2)),
            (Bytes(report.Losses, s_json.ImmutableArrayReportedLoss), () => Losses(report, report.Losses.Length / 2)),
            (Bytes(report.Channels, s_json.ImmutableArrayReportedChannel), () => Channels(report, report.Channels.Length / 2)),
            (Bytes(report.Removals, s_json.ImmutableArrayReportedRemoval), () => Removals(report, report.Removals.Length / 2)),
            (Bytes(report.Warnings, s_json.ImmutableArrayString), () => Warnings(report, report.Warnings.Length / 2)),
        ];
        return lists.MaxBy(list => list.Bytes).Halve();
    }

    private static int Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type).Length;

    private static DailyReport Devices(DailyReport report, int max) => report.Devices.Length <= max ? report : report with
    {
        Devices = report.Devices[..max],
        NotListed = report.NotListed.Plus(ReportTotals.Of(report.Devices.Skip(max), [])),
    };

    private static DailyReport Tasks(DailyReport report, int max) => report.Tasks.Length <= max ? report : report with
    {
        Tasks = report.Tasks[..max],
        NotListed = report.NotListed.Plus(ReportTotals.Of([], report.Tasks.Skip(max))),
    };

    private static DailyReport Problems(DailyReport report, int max) => report with
    {
        Problems = First(report.Problems, max, out var leftOut),
        ProblemsLeftOut = report.ProblemsLeftOut + leftOut,
    };

    private static DailyReport Losses(DailyReport report, int max) => report with
    {
        Losses = First(report.Losses, max, out var leftOut),
        LossesLeftOut = report.LossesLeftOut + leftOut,
    };

    private static DailyReport Channels(DailyReport report, int max) => report with
    {
        Channels = First(report.Channels, max, out var leftOut),
        ChannelsLeftOut = report.ChannelsLeftOut + leftOut,
    };

    private static DailyReport Removals(DailyReport report, int max) => report with
    {
        Removals = First(report.Removals, max, out var leftOut),
        RemovalsLeftOut = report.RemovalsLeftOut + leftOut,
    };

    private static DailyReport Warnings(DailyReport report, int max) => report with
    {
        Warnings = First(report.Warnings, max, out var leftOut),
        WarningsLeftOut = report.WarningsLeftOut + leftOut,
    };

    private static ImmutableArray<T> First<T>(ImmutableArray<T> list, int max, out int leftOut)
    {
        leftOut = Math.Max(0, list.Length - max);
        return leftOut == 0 ? list : list[..max];
    }
}
