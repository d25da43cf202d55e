namespace Dachshund.Journal.Streams;

/// <summary>What a new owner loads.</summary>
/// <param name="LeaseName">Name of its lease.</param>
/// <param name="Hashes">Hashes of state.</param>
public sealed record LoadRequest(string LeaseName, IReadOnlyList<string> Hashes)
{
    /// <summary>Hashes of cursors; default none.</summary>
    public IReadOnlyList<string> Cursors { get; init; } = [];

    /// <summary>Sorted sets; default none.</summary>
    public IReadOnlyList<string> SortedSets { get; init; } = [];

    /// <summary>
    /// Whether commits meanwhile don't matter, so that what is loaded may be of several moments; for who only looks, and must
    /// have an answer on the busiest system too. Default no.
    /// </summary>
    public bool MayChange { get; init; }

    /// <summary>How many fields and members are loaded at most; default 2,000,000. More is an exception.</summary>
    public int FieldsMax { get; init; } = 2_000_000;
}
