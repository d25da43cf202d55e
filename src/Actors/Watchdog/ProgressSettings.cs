using Dachshund.Actors.AlertRouter;
using Dachshund.Alerting;

namespace Dachshund.Actors.Watchdog;

/// <summary>How a server watches over what is folded.</summary>
internal sealed record ProgressSettings
{
    /// <summary>How often it looks (default 5 s).</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without progress, while Redis answers and something waits, that is said (default 60 s).</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The channels that are told when nothing is routed, by their configured names; may be none.</summary>
    public required IReadOnlyDictionary<string, ConfiguredChannel> Channels { get; init; }

    /// <summary>Writes what these are told.</summary>
    public required OutageWriter Writer { get; init; }
}
