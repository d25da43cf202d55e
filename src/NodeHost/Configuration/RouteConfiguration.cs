using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>One route: <c>alerting.routes = [ { } ]</c>.</summary>
internal sealed record RouteConfiguration
{
    /// <summary>Label to value, glob or list of these: every label must have one of its values. Default all alerts.</summary>
    [OneOrMany]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Match { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Like <see cref="Match"/>: alerts for which all of it holds are not taken. Default none.</summary>
    [OneOrMany]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Except { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Names of channels; <c>*</c> is every one, an empty list nowhere, on purpose. Required.</summary>
    [Required, OneOrMany]
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Whether later routes are tried too. Default false.</summary>
    public bool Continue { get; init; }

    /// <summary>Overrides <c>alerting.group-by</c>. Default: not set.</summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>Overrides <c>alerting.group-wait</c>. Default: not set.</summary>
    [Range("0s", "1h")]
    public TimeSpan? GroupWait { get; init; }

    /// <summary>Overrides <c>alerting.group-interval</c>. Default: not set.</summary>
    [Range("0s", "1d")]
    public TimeSpan? GroupInterval { get; init; }

    /// <summary>Overrides <c>alerting.repeat-interval</c>. Default: not set.</summary>
    [Range("1m", "30d")]
    public TimeSpan? RepeatInterval { get; init; }
}
