namespace Dachshund.Journal.Entries;

/// <summary>One line of an entry.</summary>
/// <param name="Offset">Where it begins in its file, bytes.</param>
/// <param name="Length">How long it is, bytes.</param>
/// <param name="Text">The line, cut at 1 KB.</param>
public sealed record EntrySample(long Offset, int Length, string Text);
