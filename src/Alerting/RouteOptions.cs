using System.Collections.Immutable;

namespace Dachshund.Alerting;

/// <summary>One route: which notices it takes, and which channels get them.</summary>
/// <remarks>
/// Routes are tried in order and the first whose <see cref="Match"/> holds decides, unless it says
/// <see cref="Continue"/>. A channel named by several routes of one notice gets it through the first of them only.
/// </remarks>
public sealed record RouteOptions
{
    /// <summary>
    /// Label to values: every label must have one of its values; a value may be a glob (<c>*</c>, <c>?</c>). Empty takes
    /// all.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Match { get; init; } =
        ImmutableDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Read like <see cref="Match"/>: a notice for which all of it holds is not taken. Empty excludes nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Except { get; init; } =
        ImmutableDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Channel names; <c>*</c> is every channel; empty is nowhere, on purpose.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Whether later routes are tried too. Default false.</summary>
    public bool Continue { get; init; }

    /// <summary>Overrides <see cref="AlertingOptions.GroupBy"/>.</summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>Overrides <see cref="AlertingOptions.GroupWait"/>.</summary>
    public TimeSpan? GroupWait { get; init; }

    /// <summary>Overrides <see cref="AlertingOptions.GroupInterval"/>.</summary>
    public TimeSpan? GroupInterval { get; init; }

    /// <summary>Overrides <see cref="AlertingOptions.RepeatInterval"/>.</summary>
    public TimeSpan? RepeatInterval { get; init; }
}
