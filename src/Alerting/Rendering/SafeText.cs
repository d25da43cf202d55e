using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dachshund.Alerting.Rendering;

/// <summary>
/// Makes hostile text harmless in any format: one line, nothing invisible, nothing that turns the line around, cut at a
/// width between two characters. What a format's own markup could do is the markup's business.
/// </summary>
internal static class SafeText
{
    private const string Breaker = "\u200b";
    private const char Cut = '…';
    private const int MarksInARow = 4;

    // Printable ASCII; by far the most of all text.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)));

    /// <summary>The text, with what can't be seen shown as <c>\x1b</c> or <c>\u202e</c>; at most so many UTF-16 units.</summary>
    public static string Show(string text, int charsMax)
    {
        if (text.Length <= charsMax && text.AsSpan().IndexOfAnyExcept(Plain) < 0)
            return text;
        var shown = new StringBuilder(Math.Min(text.Length, charsMax) + 8);
        int marks = 0, fits = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MarksInARow)
                continue;
            Append(shown, rune);
            if (shown.Length > charsMax)
            {
                shown.Length = fits;
                return shown.Append(Cut).ToString();
            }

            if (shown.Length <= charsMax - 1)
                fits = shown.Length;
        }

        return shown.ToString();
    }

    /// <summary>Breaks what a chat client would take for a call (<c>@all</c>, <c>@13800000000</c>) or for a link.</summary>
    public static string Disarm(string shown, bool mentions, bool links)
    {
        if (mentions)
            shown = Break(Break(shown, "@", 1), "＠", 1);
        return links ? Break(Break(Break(shown, "://", 1), "www.", 3), "mailto:", 6) : shown;
    }

    /// <summary>Puts the breaker so many characters into each occurrence.</summary>
    private static string Break(string text, string what, int after)
    {
        for (var at = 0; (at = text.IndexOf(what, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += what.Length)
            text = text.Insert(at + after, Breaker);
        return text;
    }

    private static void Append(StringBuilder shown, Rune rune)
    {
        if (rune.Value == '\t')
            shown.Append(' ');
        else if (rune.Value == '\n')
            shown.Append("\\n");
        else if (rune.Value == '\r')
            shown.Append("\\r");
        else if (rune.Value < 0x20 || rune.Value is >= 0x7f and < 0xa0)
            shown.Append("\\x").Append(rune.Value.ToString("x2", CultureInfo.InvariantCulture));
        else if (IsHidden(rune))
            shown.Append("\\u").Append(rune.Value.ToString("x4", CultureInfo.InvariantCulture));
        else
            shown.Append(rune);
    }

    // Format characters are bidi controls, invisible joiners and tags. Emoji are made with ZWJ, and Persian and the
    // languages of India need it and ZWNJ: these two stay.
    private static bool IsHidden(Rune rune) => rune.Value is not (0x200c or 0x200d) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsMark(Rune rune) => rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
