using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>Labels of alerts: those that every alert has, and those that people add.</summary>
internal static class LabelRules
{
    private const int ValueCharsMax = 256;

    /// <summary>The labels that alerts have of themselves.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["kind", "host", "input", "rule", "severity", "template", "task"];

    /// <summary>The values of the label <c>kind</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["match", "offline", "recovered", "lost-bytes", "full", "drop-file", "task", "channel"];

    /// <summary>The values of the label <c>severity</c>.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["critical", "error", "warning", "info"];

    /// <summary>Checks a map of labels.</summary>
    public static void Check(IReadOnlyDictionary<string, string> labels, HoconPoint at, Findings findings)
    {
        foreach (var (name, value) in labels)
        {
            var point = at.Field(name);
            NameRules.Check(name, point, findings);
            if (BuiltIn.Contains(name))
                findings.Error(point, $"alerts have a label {name} of their own; take another name");
            if (value.Length is 0 or > ValueCharsMax || value.Any(char.IsControl))
                findings.Error(point, $"a label has 1 to {ValueCharsMax} characters on one line");
        }
    }

    /// <summary>Every label name that this configuration knows.</summary>
    public static IReadOnlyCollection<string> Known(DachshundConfiguration value) =>
    [
        .. BuiltIn,
        .. value.Node.Labels.Keys,
        .. value.Inputs.Values.SelectMany(static input => input.Labels.Keys),
        .. value.DropFolders.Values.SelectMany(static folder => folder.Labels.Keys),
    ];
}
