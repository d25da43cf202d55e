namespace Dachshund.Context.Pages;

/// <summary>One line of a page: text that was redacted, and nothing else done to it.</summary>
/// <param name="Text">The text, of a long line the beginning. Hostile: whoever writes to a log chose it.</param>
/// <param name="IsHit">Whether it is of the hit.</param>
/// <param name="LengthBytes">How long the line is in its file, in bytes, where <paramref name="Text"/> is only its
/// beginning; else 0.</param>
public readonly record struct PageLine(string Text, bool IsHit, long LengthBytes = 0);
