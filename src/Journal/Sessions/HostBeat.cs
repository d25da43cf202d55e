namespace Dachshund.Journal.Sessions;

/// <summary>One host on its partition's clock.</summary>
/// <param name="Host">Name of the host.</param>
/// <param name="BeatMs">Its last beat.</param>
/// <param name="SinceMs">The first beat after its last gap of <c>cluster.offline-after</c>.</param>
public readonly record struct HostBeat(string Host, long BeatMs, long SinceMs);
