namespace Dachshund.Tailing;

/// <summary>What a search for a file by its identity found. Immutable.</summary>
/// <param name="Path">The path that leads to it; null when none does.</param>
/// <param name="IsGone">Whether it is surely in none of the places. False beside no path means that a place could not be
/// looked at: it may be there.</param>
public readonly record struct FileSighting(string? Path, bool IsGone);
