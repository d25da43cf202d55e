using System.Collections.Immutable;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>One row. Any of its texts may hold what others chose: each rendering makes it harmless.</summary>
/// <param name="Badge">One word that says how bad; may be empty.</param>
/// <param name="Tone">The same as a colour.</param>
/// <param name="Name">What it is about; may be empty.</param>
internal sealed record OutlineRow(string Badge, Tone Tone, string Name)
{
    /// <summary>The host that it is on, or where people reach it; may be empty.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether <see cref="Place"/> is an address for ssh.</summary>
    public bool IsSsh { get; init; }

    /// <summary>Short facts in order.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>Text of its own lines; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Counts by day, for a spark line; may be none.</summary>
    public ImmutableArray<long> Days { get; init; } = [];

    /// <summary>What the spark line says in words.</summary>
    public string DaysTitle { get; init; } = "";

    /// <summary>Whether the short message names it.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>Whether only who asks for it sees it.</summary>
    public bool IsFolded { get; init; }
}
