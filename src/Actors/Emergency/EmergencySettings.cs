using Dachshund.Actors.AlertRouter;
using Dachshund.Alerting;

namespace Dachshund.Actors.Emergency;

/// <summary>How a node says that Redis is away, when Redis is where everything else that it says goes.</summary>
public sealed record EmergencySettings
{
    /// <summary>The node's name.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it is a server: all of these speak.</summary>
    public required bool IsServer { get; init; }

    /// <summary>The channels that are told, by their configured names; at least one.</summary>
    public required IReadOnlyDictionary<string, ConfiguredChannel> Channels { get; init; }

    /// <summary>Language and zone.</summary>
    public required RenderOptions Render { get; init; }

    /// <summary>After how long without Redis (default 2 min).</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The file that remembers what was said.</summary>
    public required string Path { get; init; }

    /// <summary>What is known of Redis.</summary>
    public required RedisSight Sight { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Spreads what many nodes say at the same time.</summary>
    public required Random Random { get; init; }
}
