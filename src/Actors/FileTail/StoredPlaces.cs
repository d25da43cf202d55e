using System.Globalization;
using Dachshund.Journal.Appends;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>From what the journal stores of a file to what Tailing makes of it, and back.</summary>
internal static class StoredPlaces
{
    /// <summary>The checkpoint; null when the field is no file's.</summary>
    public static FileCheckpoint? ToCheckpoint(StoredCheckpoint stored) =>
        FileCheckpoint.TryParseField(stored.Field, out var identity, out var generation) && Offset(stored) is { } offset
            ? new FileCheckpoint(identity, generation, offset, new FileHead(stored.Note.HeadLength, stored.Note.HeadHash),
                stored.Note.Path, stored.Note.Done)
            : null;

    /// <summary>The position of a file's field; null when it is none.</summary>
    public static long? Offset(StoredCheckpoint stored) =>
        long.TryParse(stored.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;

    /// <summary>What is stored beside a position.</summary>
    public static CheckpointNote ToNote(FileCheckpoint checkpoint) =>
        new(checkpoint.Head.Length, checkpoint.Head.Hash, checkpoint.Path, checkpoint.Done);
}
