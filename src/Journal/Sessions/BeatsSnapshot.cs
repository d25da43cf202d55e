using System.Collections.Immutable;

namespace Dachshund.Journal.Sessions;

/// <summary>One consistent picture of a partition's hosts.</summary>
/// <param name="NowMs">The partition's clock: it counts only while Redis runs and a shard's owner beats.</param>
/// <param name="HostCount">How many hosts beat in the partition, wanted or not.</param>
/// <param name="Hosts">The hosts that were wanted, the longest silent first.</param>
public sealed record BeatsSnapshot(long NowMs, long HostCount, ImmutableArray<HostBeat> Hosts);
