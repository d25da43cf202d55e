using System.Globalization;
using System.Text;

namespace Dachshund.Alerting.Rendering;

/// <summary>What a text takes as a JSON string, in bytes, under any encoder that leaves common text unescaped.</summary>
internal static class JsonSize
{
    private const int Escaped = 6;

    public static int Of(string text)
    {
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
            bytes += Of(rune);
        return bytes;
    }

    /// <summary>The longest beginning of a text that takes at most so many bytes, cut between two characters.</summary>
    public static string Cut(string text, int bytesMax)
    {
        int bytes = 0, chars = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += Of(rune);
            if (bytes > bytesMax)
                return text[..chars];
            chars += rune.Utf16SequenceLength;
        }

        return text;
    }

    // The dear side is taken where encoders differ: some write two escapes for what is outside the basic plane, and
    // one for unusual blanks.
    private static int Of(Rune rune)
    {
        if (rune.IsAscii)
            return rune.Value switch
            {
                '"' or '\\' or '\n' or '\r' or '\t' => 2,
                < 0x20 or 0x7f => Escaped,
                _ => 1,
            };
        if (!rune.IsBmp)
            return 2 * Escaped;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                ? Escaped
                : rune.Utf8SequenceLength;
    }
}
