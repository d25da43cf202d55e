using System.Collections.Immutable;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>A part of a report with rows of one kind, the worst first.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Rows">The rows; those that are folded come last.</param>
internal sealed record OutlineSection(string Title, ImmutableArray<OutlineRow> Rows)
{
    /// <summary>What the folded rows are called; empty when there are none.</summary>
    public string FoldedTitle { get; init; } = "";

    /// <summary>Rows of it that the short message names at most.</summary>
    public int ToldMax { get; init; } = 3;

    /// <summary>Rows that the short message would name, had the report room for them.</summary>
    public long ToldLeftOut { get; init; }

    /// <summary>What is left out; empty: nothing.</summary>
    public string Note { get; init; } = "";
}
