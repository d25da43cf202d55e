using System.Collections.Immutable;

namespace Dachshund.Tasks.Reports;

/// <summary>What was found in logs or folders since the last report, of one template. Immutable.</summary>
/// <param name="Kind">The kind of its alerts, such as <c>match</c>.</param>
/// <param name="Severity"><c>critical</c>, <c>error</c>, <c>warning</c> or <c>info</c>; anything else counts as
/// <c>error</c>.</param>
/// <param name="Rule">The rule that found it; may be empty.</param>
/// <param name="Template">The line with its variables masked. Hostile: whoever writes to a log chose it.</param>
public sealed record ReportedProblem(string Kind, string Severity, string Rule, string Template)
{
    /// <summary>Where it was found; the first <see cref="HostsMax"/> are kept.</summary>
    public ImmutableArray<string> Hosts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Hosts that are named at most: 5.</summary>
    public const int HostsMax = 5;

    /// <summary>Days that are counted: 7.</summary>
    public const int DaysMax = 7;

    /// <summary>Hosts that aren't in <see cref="Hosts"/>.</summary>
    public int HostsLeftOut { get; init; }

    /// <summary>How often since the last report.</summary>
    public long Count { get; init; }

    /// <summary>How often on each day, the oldest first, the report's day last; <see cref="DaysMax"/> of them, or none where
    /// that isn't known.</summary>
    public ImmutableArray<long> Days { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether it is an error or worse.</summary>
    public bool IsError => Severity is not ("warning" or "info");
}
