namespace Dachshund.Journal.Commits;

/// <summary>
/// A consumer's cursor and its effects: all or nothing. At most 256 items, 256 KB and 500 state writes.
/// </summary>
public sealed record CommitRequest
{
    /// <summary>The history under which the memory was loaded.</summary>
    public required string History { get; init; }

    /// <summary>Name of the lease that this commit is made under.</summary>
    public required string LeaseName { get; init; }

    /// <summary>The owner, <c>host:incarnation</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>The lease's epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>The rev that the memory is at.</summary>
    public required long Rev { get; init; }

    /// <summary>What must hold for hosts; default nothing.</summary>
    public IReadOnlyList<HostCondition> Conditions { get; init; } = [];

    /// <summary>Cursors that go on; each cursor once.</summary>
    public IReadOnlyList<CursorMove> CursorMoves { get; init; } = [];

    /// <summary>Writes of folded state, made in their order.</summary>
    public IReadOnlyList<StateWrite> StateWrites { get; init; } = [];

    /// <summary>Items for streams, in their order.</summary>
    public IReadOnlyList<StreamAppend> Appends { get; init; } = [];

    /// <summary>Streams to trim.</summary>
    public IReadOnlyList<StreamTrim> Trims { get; init; } = [];

    /// <summary>
    /// The partition whose journal is trimmed to what all groups have read, less what is kept; null (default) trims
    /// none.
    /// </summary>
    public int? TrimJournal { get; init; }

    /// <summary>Names of the bells to ring.</summary>
    public IReadOnlyList<string> Rings { get; init; } = [];
}
