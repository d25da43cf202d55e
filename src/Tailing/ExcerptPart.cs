namespace Dachshund.Tailing;

/// <summary>One piece of a file's text: a few lines.</summary>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Text">The text, at most <see cref="PartCharsMax"/> UTF-16 units, lines parted by line feeds, none at its
/// end.</param>
public sealed record ExcerptPart(long Offset, int Length, string Text)
{
    /// <summary>The text of a part has at most so many UTF-16 units: 400.</summary>
    public const int PartCharsMax = 400;

    /// <summary>A part has at most so many lines: 10.</summary>
    public const int PartLinesMax = 10;
}
