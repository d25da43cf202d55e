using Dachshund.Hocon;
using Dachshund.Matching;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Logs to watch: <c>inputs.NAME { }</c>. Either one rule, named like the input, or <see cref="Rules"/>.</summary>
internal sealed record InputConfiguration
{
    /// <summary>Files, globs, or folders, which mean their <c>*.log</c>. At least one.</summary>
    [Required, OneOrMany]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Exact texts of which a line must hold one. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Regular expressions of which one must match a line. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Regex { get; init; } = [];

    /// <summary>Regular expressions that take a line away. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>What a matching line is worth: critical, error, warning or info. Default error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Whether case does not matter. Default false.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Where files are begun that are there at the very first start: end or beginning. Default end.</summary>
    public StartPosition From { get; init; } = StartPosition.End;

    /// <summary>Labels of every alert from these files. Default none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Several rules, by name; a line takes the highest severity that matches. Default none.</summary>
    public IReadOnlyDictionary<string, RuleConfiguration> Rules { get; init; } = new Dictionary<string, RuleConfiguration>();
}
