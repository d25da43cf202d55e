namespace Dachshund.Journal.Sessions;

/// <summary>What one beat carries.</summary>
/// <param name="History">The history under which this process loaded its memory.</param>
/// <param name="Facts">What the node says of itself, by name: 64 at most, 16 KB each; what it leaves out stays as it was.</param>
/// <param name="Watched">The partitions whose shards this process owns.</param>
public sealed record Beat(
    string History, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<WatchedPartition> Watched);
