using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Leases;

/// <summary>The wish for a lease: a compare-and-set on what was seen.</summary>
/// <param name="Identity">Who asks.</param>
/// <param name="History">The history of the look.</param>
/// <param name="Seen">The lease as it was seen.</param>
/// <param name="Claim">Why it may be taken.</param>
public sealed record AcquireRequest(SessionIdentity Identity, string History, LeaseLook Seen, LeaseClaim Claim)
{
    /// <summary>
    /// The partition whose shard it is: the consumer group is registered there. Null (default) for other leases.
    /// </summary>
    public int? ShardPartition { get; init; }
}
