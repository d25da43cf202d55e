namespace Dachshund.Tasks.Reports.Storing;

/// <summary>Cuts the texts of a report. Pure.</summary>
internal static class TextBounds
{
    private const char Cut = '…';

    /// <summary>The report with each text so long at most, and times of whole seconds.</summary>
    public static DailyReport Keep(DailyReport report, int charsMax) => report with
    {
        Zone = Name(report.Zone),
        Devices = [.. report.Devices.Select(device => device with
        {
            Host = Name(device.Host),
            Ssh = Name(device.Ssh),
            LastSeen = Seconds(device.LastSeen),
            Detail = Text(device.Detail, charsMax),
        })],
        Tasks = [.. report.Tasks.Select(task => task with
        {
            Host = Name(task.Host),
            Name = Name(task.Name),
            LastSign = Seconds(task.LastSign),
            Detail = Text(task.Detail, charsMax),
        })],
        Problems = [.. report.Problems.Select(problem => Keep(problem, charsMax))],
        Losses = [.. report.Losses.Select(loss =>
            loss with { Host = Name(loss.Host), Path = Text(loss.Path, charsMax) })],
        Channels = [.. report.Channels.Select(channel =>
            channel with { Name = Name(channel.Name), Problem = Text(channel.Problem, charsMax) })],
        Removals = [.. report.Removals.Select(removal =>
            removal with { Host = Name(removal.Host), Folder = Text(removal.Folder, charsMax) })],
        Warnings = [.. report.Warnings.Select(warning => Text(warning, charsMax))],
    };

    private static ReportedProblem Keep(ReportedProblem problem, int charsMax) => problem with
    {
        Kind = Name(problem.Kind),
        Severity = Name(problem.Severity),
        Rule = Name(problem.Rule),
        Template = Text(problem.Template, charsMax),
        Hosts = [.. problem.Hosts.Take(ReportedProblem.HostsMax).Select(Name)],
        HostsLeftOut = problem.HostsLeftOut + Math.Max(0, problem.Hosts.Length - ReportedProblem.HostsMax),
        Days = [.. problem.Days.TakeLast(ReportedProblem.DaysMax)],
    };

    private static string Name(string text) => Text(text, ReportBounds.NameCharsMax);

    private static string Text(string text, int charsMax)
    {
        if (text.Length <= charsMax)
            return text;
        var kept = charsMax - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept), [Cut]);
    }

    private static DateTimeOffset? Seconds(DateTimeOffset? time) => time is { } some
        ? new DateTimeOffset(some.UtcTicks - (some.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
        : null;
}
