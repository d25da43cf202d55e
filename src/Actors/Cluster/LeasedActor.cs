using Dachshund.Kernel;

namespace Dachshund.Actors.Cluster;

/// <summary>An actor of which the consumer group has one at a time: it works only while this process holds its lease.</summary>
/// <param name="Lease">Name of the lease, and of the actor.</param>
/// <param name="Props">How it is made.</param>
internal sealed record LeasedActor(string Lease, Props Props)
{
    /// <summary>
    /// The partition whose shard it is; null (default) for a singleton. Shards move to the server that rendezvous hashing names; a
    /// singleton stays where it is until its server goes.
    /// </summary>
    public int? Partition { get; init; }
}
