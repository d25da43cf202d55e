using System.Collections.Immutable;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>What a report says in words, before it is HTML or text: said once for both.</summary>
internal sealed record Outline
{
    /// <summary>The report by name and day.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands, in one line.</summary>
    public required string Headline { get; init; }

    /// <summary>Whether all is well.</summary>
    public required bool IsWell { get; init; }

    /// <summary>A sentence about a report that isn't the day's; else empty.</summary>
    public required string DraftNote { get; init; }

    /// <summary>How many of each, by name.</summary>
    public required ImmutableArray<(string Name, string Counts)> Totals { get; init; }

    /// <summary>The parts that have something to say.</summary>
    public required ImmutableArray<OutlineSection> Sections { get; init; }

    /// <summary>One line for all parts that have nothing to say; may be empty.</summary>
    public required string Quiet { get; init; }

    /// <summary>Since when until when it tells, and in which zone its times are.</summary>
    public required string Footer { get; init; }
}
