using Dachshund.Hocon;
using Dachshund.Matching;

namespace Dachshund.NodeHost.Configuration;

/// <summary>One of several rules of an input: <c>inputs.NAME.rules.NAME { }</c>.</summary>
internal sealed record RuleConfiguration
{
    /// <summary>Exact texts of which a line must hold one. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Regular expressions of which one must match a line. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Regex { get; init; } = [];

    /// <summary>Regular expressions that take a line away from this rule. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>What a matching line is worth: critical, error, warning or info. Default error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Whether case does not matter. Default false.</summary>
    public bool IgnoreCase { get; init; }
}
