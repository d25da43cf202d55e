using System.Globalization;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Trying;

/// <summary>Prints what a trial found.</summary>
internal static class TrialReport
{
    private const int GroupsMax = 50;
    private const int WidthMax = 160;
    private const int SpeedBytesMin = 1_000_000;

    public static void Print(Trial trial, TextWriter output)
    {
        var groups = trial.Groups;
        foreach (var group in groups.Take(GroupsMax))
        {
            var count = group.Count.ToString("N0", CultureInfo.InvariantCulture);
            output.WriteLine($"{group.Severity.ToString().ToLowerInvariant(),-8} {count,9}  {group.Rule}  {Cut(SafeLine.Of(group.Template))}");
            output.WriteLine($"                    {Cut(SafeLine.Of(group.Sample))}");
        }

        if (groups.Count > GroupsMax)
            output.WriteLine($"... and {groups.Count - GroupsMax} more groups");
        output.WriteLine($"{Found(trial.MatchedLines, groups.Count)}. {Counted.Bytes(trial.Bytes)}{Speed(trial)}");
    }

    private static string Found(long lines, int groups) => lines switch
    {
        0 => "no line matches",
        1 => "1 line matches: 1 message",
        _ => $"{Counted.Of(lines, "line")} match, in {Counted.Of(groups, "group")}: {Counted.Of(groups, "message")} if they came at once",
    };

    /// <summary>The speed, where there was enough to read for one.</summary>
    private static string Speed(Trial trial) => trial.Bytes < SpeedBytesMin || trial.Elapsed <= TimeSpan.Zero
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" at {trial.Bytes / trial.Elapsed.TotalSeconds / 1e6:N0} MB/s");

    public static void PrintJson(Trial trial, TextWriter output) =>
        output.WriteLine(TerminalJson.Of(
            new
            {
                matchedLines = trial.MatchedLines,
                bytes = trial.Bytes,
                seconds = trial.Elapsed.TotalSeconds,
                groups = trial.Groups.Select(group => new
                {
                    severity = group.Severity.ToString().ToLowerInvariant(),
                    input = group.Input,
                    rule = group.Rule,
                    id = group.TemplateId,
                    template = group.Template,
                    count = group.Count,
                    sample = group.Sample,
                }),
            }));

    private static string Cut(string text) => text.Length <= WidthMax ? text : text[..(WidthMax - 1)] + "…";
}
