namespace Dachshund.Actors.Shard;

/// <summary>A host fell silent, or is back.</summary>
/// <param name="After">Its record from then on.</param>
internal sealed record HostTransition(string Host, HostRecord After);
