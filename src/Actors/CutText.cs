namespace Dachshund.Actors;

/// <summary>Texts that have a longest length.</summary>
internal static class CutText
{
    /// <summary>As much of a text as has room, no letter in half.</summary>
    /// <param name="text">The text.</param>
    /// <param name="charsMax">UTF-16 units, 1 at least.</param>
    public static string Of(string text, int charsMax) =>
        text.Length <= charsMax ? text : text[..(char.IsHighSurrogate(text[charsMax - 1]) ? charsMax - 1 : charsMax)];
}
