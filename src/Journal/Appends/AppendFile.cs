using System.Collections.Immutable;

namespace Dachshund.Journal.Appends;

/// <summary>One file's part of an append: its position moves and its entries are written, both or neither.</summary>
/// <param name="Field">The file's field: <c>dev:inode:generation</c>, or <c>task:...</c>, <c>drop:...</c>; 1,024 bytes
/// at most.</param>
/// <param name="Expected">The position that must be stored, or <see cref="NoPosition"/>; no blanks, 256 bytes at
/// most.</param>
/// <param name="Position">The position to store, or <see cref="Gone"/> to forget the field.</param>
/// <param name="Note">What is kept with the position.</param>
/// <param name="Entries">Encoded entries; may be empty.</param>
public sealed record AppendFile(
    string Field, string Expected, string Position, CheckpointNote Note, ImmutableArray<ReadOnlyMemory<byte>> Entries)
{
    /// <summary>The expected position of a field that is not stored.</summary>
    public const string NoPosition = "none";

    /// <summary>The position that forgets the field.</summary>
    public const string Gone = "gone";

    /// <summary>
    /// Whether the entries may go 5 % beyond a full journal: lost bytes, hello, bye and check-ins. Default no.
    /// </summary>
    public bool Urgent { get; init; }
}
