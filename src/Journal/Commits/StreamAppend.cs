namespace Dachshund.Journal.Commits;

/// <summary>One item for a stream.</summary>
/// <param name="Key">The stream.</param>
/// <param name="Kind">Kind of the item.</param>
/// <param name="Body">Its body.</param>
/// <param name="LengthMax">How many items the stream keeps; 0 (default) sets no limit.</param>
public sealed record StreamAppend(string Key, string Kind, ReadOnlyMemory<byte> Body, int LengthMax = 0);
