using System.Collections.Immutable;

namespace Dachshund.Alerting;

/// <summary>How notices become messages. Immutable.</summary>
public sealed record AlertingOptions
{
    /// <summary>Where a notice goes that no route takes; default <c>["*"]</c>, every channel.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["*"];

    /// <summary>The routes, tried in order; default none.</summary>
    public IReadOnlyList<RouteOptions> Routes { get; init; } = [];

    /// <summary>Where the daily report goes, whatever the routes say; default none, nowhere.</summary>
    public IReadOnlyList<string> ReportChannels { get; init; } = [];

    /// <summary>Labels whose values make a group, besides the route and the kind; default rule, template.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = ["rule", "template"];

    /// <summary>How long a group's first message waits for more; default 3 s, 0 is at once.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after a group's message its next one may come; default 60 s.</summary>
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after a group's message a condition that still lasts is told again; default 4 h.</summary>
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long without a notice until a group that is told is dropped; default 30 min.</summary>
    public TimeSpan ResolveAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long finished deliveries are remembered, at most 500 of them; default 7 days.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How many alerts there may be; what would make one more is counted in one "other problems" of its route and kind.
    /// Default 5,000.
    /// </summary>
    public int GroupsMax { get; init; } = 5000;

    /// <summary>What single channels do differently, by channel name.</summary>
    public IReadOnlyDictionary<string, ChannelPolicy> PerChannel { get; init; } =
        ImmutableDictionary<string, ChannelPolicy>.Empty;
}
