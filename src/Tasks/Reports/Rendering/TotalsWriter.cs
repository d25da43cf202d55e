using System.Collections.Immutable;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>Counts in words, and how they differ from the last report's.</summary>
internal sealed class TotalsWriter(DailyReport report, Phrases words)
{
    private static readonly DeviceState[] s_devices = [DeviceState.Lost, DeviceState.Error, DeviceState.Ok];
    private static readonly TaskState[] s_tasks = [TaskState.Lost, TaskState.Late, TaskState.Error, TaskState.Ok, TaskState.New];

    /// <summary>A line for devices, one for tasks, one for problems; what never was is not in it.</summary>
    public ImmutableArray<(string Name, string Counts)> Write()
    {
        var (now, before) = (report.Totals, report.Before);
        (string Name, string Counts)[] lines =
        [
            (words.Devices, OfDevices(now, words, before)),
            (words.Tasks, OfTasks(now, words, before)),
            (words.ProblemCount, OfOne("", now.Problems, before?.Problems)),
        ];
        return [.. lines.Where(line => line.Counts.Length > 0)];
    }

    public static string OfDevices(ReportTotals totals, Phrases words, ReportTotals? before = null) => Join(
        s_devices.Select(state => OfOne(words.Of(state), Count(totals, state), before is null ? null : Count(before, state))));

    public static string OfTasks(ReportTotals totals, Phrases words, ReportTotals? before = null) => Join(
        s_tasks.Select(state => OfOne(words.Of(state), Count(totals, state), before is null ? null : Count(before, state))));

    private static string OfOne(string name, long count, long? before)
    {
        if (count == 0 && before is null or 0)
            return "";
        var change = before is { } old && old != count ? $" ({(count > old ? "+" : "")}{Phrases.Number(count - old)})" : "";
        return $"{name} {Phrases.Number(count)}{change}".TrimStart();
    }

    private static string Join(IEnumerable<string> counts) => string.Join(" · ", counts.Where(count => count.Length > 0));

    private static int Count(ReportTotals totals, DeviceState state) => state switch
    {
        DeviceState.Lost => totals.DevicesLost,
        DeviceState.Error => totals.DevicesError,
        _ => totals.DevicesOk,
    };

    private static int Count(ReportTotals totals, TaskState state) => state switch
    {
        TaskState.Lost => totals.TasksLost,
        TaskState.Late => totals.TasksLate,
        TaskState.Error => totals.TasksError,
        TaskState.New => totals.TasksNew,
        _ => totals.TasksOk,
    };
}
