namespace Dachshund.Matching;

/// <summary>One matching line, kept to be shown.</summary>
/// <param name="Offset">Where the line starts in the file, bytes.</param>
/// <param name="Length">The whole line's length in bytes, without its line break (LF or CR LF).</param>
/// <param name="Text">
/// The line's text: at most 1,024 bytes of UTF-8, cut between runes; bytes that are no UTF-8 show as U+FFFD.
/// </param>
public sealed record MatchSample(long Offset, int Length, string Text);
