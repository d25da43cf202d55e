using Dachshund.Journal.Sessions;
using Dachshund.Kernel;

namespace Dachshund.Actors.Heartbeat;

/// <summary>What the heart needs.</summary>
internal sealed record HeartbeatSettings
{
    /// <summary>How often to beat: servers every <c>cluster.lease-renew</c>, others every <c>cluster.heartbeat-interval</c>.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>The history in which the session was opened.</summary>
    public required string History { get; init; }

    /// <summary>How the session is opened again after Redis went back.</summary>
    public required Func<SessionOpening> Opening { get; init; }

    /// <summary>What the node says of itself, read at each beat.</summary>
    public required Func<IReadOnlyDictionary<string, string>> Facts { get; init; }

    /// <summary>The partitions whose shards this process owns: their clocks go on with its beats.</summary>
    public required Func<IReadOnlyList<WatchedPartition>> Watched { get; init; }

    /// <summary>Who compares the positions; null on a node that tails nothing.</summary>
    public IActorRef? Writer { get; init; }
}
