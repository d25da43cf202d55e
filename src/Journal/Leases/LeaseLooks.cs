using System.Collections.Immutable;

namespace Dachshund.Journal.Leases;

/// <summary>Several leases as they were seen at one moment.</summary>
/// <param name="History">The history of Redis at that moment.</param>
/// <param name="WallMs">Redis' wall clock, Unix ms.</param>
/// <param name="Leases">The leases, in the order asked.</param>
public sealed record LeaseLooks(string History, long WallMs, ImmutableArray<LeaseLook> Leases);
