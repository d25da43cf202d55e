namespace Dachshund.Journal.Appends;

/// <summary>The verdict on one file's part of an append.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Stored">The position stored now, or <see cref="AppendFile.NoPosition"/>.</param>
public readonly record struct AppendVerdict(AppendOutcome Outcome, string Stored);
