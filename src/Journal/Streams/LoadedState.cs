namespace Dachshund.Journal.Streams;

/// <summary>What a consumer goes on from: one consistent picture. Immutable.</summary>
/// <param name="History">The history that it belongs to.</param>
/// <param name="Rev">The rev that it is at.</param>
/// <param name="Hashes">Each hash asked for, by its key: field to value.</param>
public sealed record LoadedState(
    string History, long Rev, IReadOnlyDictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> Hashes)
{
    /// <summary>Each hash of cursors asked for, by its key: field to cursor.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, StoredCursor>> Cursors { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, StoredCursor>>();

    /// <summary>Each sorted set asked for, by its key: member to score.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> SortedSets { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, long>>();
}
