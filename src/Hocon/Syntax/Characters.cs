using System.Buffers;
using System.Globalization;

namespace Dachshund.Hocon.Syntax;

/// <summary>The character classes of the language.</summary>
internal static class Characters
{
    private static readonly SearchValues<char> Reserved = SearchValues.Create("$\"{}[]:=,+#`^?!@*&\\");

    public static bool IsReserved(char c) => Reserved.Contains(c);

    /// <summary>White space within a line; a newline is a token of its own.</summary>
    public static bool IsWhitespace(char c) => c switch
    {
        ' ' or '\t' or '\v' or '\f' or '\r' or '\u001c' or '\u001d' or '\u001e' or '\u001f' => true,
        '\u00a0' or '\ufeff' or '\u2007' or '\u202f' => true,
        < '\u0080' => false,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>The length of the longest JSON number at the start of the text; 0 when there is none.</summary>
    public static int NumberLength(ReadOnlySpan<char> text)
    {
        var at = text.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        var whole = Digits(text[at..]);
        if (whole == 0)
            return 0;
        at += text[at] == '0' ? 1 : whole;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text[(at + 1)..]);
            at += fraction == 0 ? 0 : fraction + 1;
        }

        return at + ExponentLength(text[at..]);
    }

    private static int ExponentLength(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] is not ('e' or 'E'))
            return 0;
        var sign = text.Length > 1 && text[1] is '+' or '-' ? 1 : 0;
        var digits = Digits(text[Math.Min(text.Length, 1 + sign)..]);
        return digits == 0 ? 0 : 1 + sign + digits;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
