using System.Globalization;
using System.Text.Json;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Trying;

/// <summary>Prints what a trial found.</summary>
internal static class TrialReport
{
    private const int GroupsMax = 50;
    private const int WidthMax = 160;

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
        var speed = trial.Elapsed > TimeSpan.Zero ? trial.Bytes / trial.Elapsed.TotalSeconds / 1e6 : 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{trial.MatchedLines:N0} lines match, in {groups.Count:N0} groups: {groups.Count:N0} messages if they came at once. {trial.Bytes / 1e6:N1} MB at {speed:N0} MB/s"));
    }

    public static void PrintJson(Trial trial, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(
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
            },
            JsonSerializerOptions.Web));

    private static string Cut(string text) => text.Length <= WidthMax ? text : text[..(WidthMax - 1)] + "…";
}
