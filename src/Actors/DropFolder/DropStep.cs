using System.Collections.Immutable;
using Dachshund.Journal.Appends;

namespace Dachshund.Actors.DropFolder;

/// <summary>One thing to store of one field: a file's change, or that it was only noted.</summary>
/// <param name="Field">The field among the host's checkpoints.</param>
/// <param name="Expected">What the journal must have for it.</param>
/// <param name="Position">What it is to have then.</param>
/// <param name="Entries">What is told with it, encoded; none when the file is only noted.</param>
internal sealed record DropStep(string Field, string Expected, string Position, ImmutableArray<ReadOnlyMemory<byte>> Entries)
{
    /// <summary>Whether it is a check-in, which a full journal takes for a while yet.</summary>
    public bool Urgent { get; init; }

    /// <summary>Whether the file is gone: its field is forgotten a while after.</summary>
    public bool Gone { get; init; }

    /// <summary>What the journal has for the field once it is stored.</summary>
    public string After => Position == AppendFile.Gone ? AppendFile.NoPosition : Position;

    public AppendFile ToAppend() =>
        new(Field, Expected, Position, CheckpointNote.None with { Done = Gone }, Entries) { Urgent = Urgent };
}
