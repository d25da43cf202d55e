namespace Dachshund.Journal.Samples;

/// <summary>What is kept of a line that a message showed, for when its file is gone.</summary>
/// <param name="Host">The node that had the file.</param>
/// <param name="Field">The file's generation, <c>device:inode:generation</c>.</param>
/// <param name="Offset">Where the line began, in bytes.</param>
/// <param name="Length">How long it was, in bytes.</param>
/// <param name="Path">The file's name when it was read.</param>
/// <param name="Text">The line, or its beginning; redacted.</param>
public sealed record KeptSample(string Host, string Field, long Offset, int Length, string Path, string Text);
