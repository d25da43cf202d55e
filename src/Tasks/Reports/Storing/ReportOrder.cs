namespace Dachshund.Tasks.Reports.Storing;

/// <summary>Tells a report against the last one, and puts the worst first. Pure.</summary>
internal static class ReportOrder
{
    private static readonly string[] s_severities = ["critical", "error", "warning", "info"];

    /// <summary>The report with what the last one said. What that had no room to list may have been in it: it isn't new.</summary>
    public static DailyReport Compare(DailyReport report, DailyReport? last)
    {
        if (last is null)
            return report;
        var devices = new Dictionary<string, DeviceState>(StringComparer.Ordinal);
        foreach (var device in last.Devices)
            devices[device.Host] = device.State;
        var tasks = new Dictionary<(string, string), TaskState>();
        foreach (var task in last.Tasks)
            tasks[(task.Host, task.Name)] = task.State;
        return report with
        {
            Before = last.Totals,
            Devices = [.. report.Devices.Select(device => devices.TryGetValue(device.Host, out var before)
                ? device with { Before = before, IsNew = false }
                : device with { Before = null, IsNew = last.NotListed.Devices == 0 })],
            Tasks = [.. report.Tasks.Select(task => task with
            {
                Before = tasks.TryGetValue((task.Host, task.Name), out var before) ? before : null,
            })],
        };
    }

    public static DailyReport Sort(DailyReport report) => report with
    {
        Devices = [.. report.Devices.OrderBy(device => device.State).ThenByDescending(device => device.HasChanged)
            .ThenBy(device => device.Host, StringComparer.Ordinal)],
        Tasks = [.. report.Tasks.OrderBy(task => task.State).ThenByDescending(task => task.HasChanged)
            .ThenBy(task => task.Host, StringComparer.Ordinal).ThenBy(task => task.Name, StringComparer.Ordinal)],
        Problems = [.. report.Problems.OrderBy(problem => Rank(problem.Severity)).ThenByDescending(problem => problem.Count)
            .ThenBy(problem => problem.Rule, StringComparer.Ordinal).ThenBy(problem => problem.Template, StringComparer.Ordinal)],
        Losses = [.. report.Losses.OrderByDescending(loss => loss.Bytes)
            .ThenBy(loss => loss.Host, StringComparer.Ordinal).ThenBy(loss => loss.Path, StringComparer.Ordinal)],
        Channels = [.. report.Channels.OrderBy(channel => channel.Problem.Length == 0).ThenByDescending(channel => channel.Failed)
            .ThenBy(channel => channel.Name, StringComparer.Ordinal)],
        Removals = [.. report.Removals.OrderByDescending(removal => removal.Bytes)
            .ThenBy(removal => removal.Host, StringComparer.Ordinal).ThenBy(removal => removal.Folder, StringComparer.Ordinal)],
    };

    private static int Rank(string severity) => Array.IndexOf(s_severities, severity) is >= 0 and var rank ? rank : 1;
}
