using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>How alerts are grouped and where they go: <c>alerting { }</c>.</summary>
internal sealed record AlertingConfiguration
{
    /// <summary>Where alerts go that no route takes; <c>*</c> is every channel, an empty list nowhere. Default every.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Channels { get; init; } = ["*"];

    /// <summary>Tried in order; the first that matches decides. Default none.</summary>
    public IReadOnlyList<RouteConfiguration> Routes { get; init; } = [];

    /// <summary>Labels whose values make a group. Default rule, template.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = ["rule", "template"];

    /// <summary>How long the first message of a group waits for more. Default 3 s.</summary>
    [Range("0s", "1h")]
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after a message of a group its next one may come. Default 60 s.</summary>
    [Range("0s", "1d")]
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after a message what still lasts is told again. Default 4 h.</summary>
    [Range("1m", "30d")]
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long without a match until a group is closed. Default 30 min.</summary>
    [Range("1s", "30d")]
    public TimeSpan ResolveAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the story of an alert is kept. Default 7 d.</summary>
    [Range("1m", "365d")]
    public TimeSpan History { get; init; } = TimeSpan.FromDays(7);
}
