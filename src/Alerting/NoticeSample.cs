namespace Dachshund.Alerting;

/// <summary>One line that shows a problem, and where it is. The text is hostile: whoever writes to a log chose it.</summary>
/// <param name="Host">The host that has the file.</param>
/// <param name="Path">The file's path when the line was read.</param>
/// <param name="Field">The file generation, as the checkpoint names it (<c>dev:inode:generation</c>); may be empty.</param>
/// <param name="Offset">Where the line begins in the file, in bytes.</param>
/// <param name="Length">How long the line is, in bytes.</param>
/// <param name="Text">The line, or its beginning.</param>
/// <param name="TimeMs">When the line was journaled, Unix ms; 0 when not known.</param>
public sealed record NoticeSample(
    string Host = "",
    string Path = "",
    string Field = "",
    long Offset = 0,
    int Length = 0,
    string Text = "",
    long TimeMs = 0);
