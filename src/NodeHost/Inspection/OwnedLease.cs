namespace Dachshund.NodeHost.Inspection;

/// <summary>A lease: of a singleton, or of a shard.</summary>
/// <param name="Owner">The host that has it; empty when nobody does.</param>
/// <param name="SinceMs">Since when, Unix ms of Redis; 0 when nobody has it.</param>
/// <param name="HandOvers">How many times it went from one process to another, gracefully or not.</param>
internal sealed record OwnedLease(string Name, string Owner, long SinceMs, long Epoch, long HandOvers);
