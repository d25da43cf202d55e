using System.Collections.Immutable;

namespace Dachshund.Journal.Appends;

/// <summary>The answer to an append.</summary>
/// <param name="Fenced">Whether another process has the session; nothing was written and there are no verdicts.</param>
/// <param name="Verdicts">One verdict for each file, in the order given.</param>
public sealed record AppendAnswer(bool Fenced, ImmutableArray<AppendVerdict> Verdicts)
{
    /// <summary>
    /// Consumer groups that lost their hold on the full journal by this call, because they committed nothing for long.
    /// </summary>
    public ImmutableArray<string> ExpiredGroups { get; init; } = [];
}
