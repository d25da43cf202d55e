namespace Dachshund.Journal.Appends;

/// <summary>A position as it is stored.</summary>
/// <param name="Field">The file's field.</param>
/// <param name="Position">The position.</param>
/// <param name="Note">What is kept with it.</param>
/// <param name="MovedAtMs">When it was stored, Unix ms of Redis.</param>
public sealed record StoredCheckpoint(string Field, string Position, CheckpointNote Note, long MovedAtMs);
