using System.Globalization;
using System.Text;

namespace Dachshund.Context.Pages;

/// <summary>
/// Hostile text to HTML that shows it and does nothing else: what HTML means something by is escaped; what isn't seen, or
/// changes how the rest is seen (controls, ANSI's escape, marks of writing direction, letters without width, lone
/// surrogates, what Unicode leaves to private use), is shown as an escape in an element of its own, so that it differs from
/// the same letters in the text.
/// </summary>
internal static class VisibleText
{
    public static void Append(StringBuilder html, string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, at, out var rune);
            if (!isRune)
                AppendEscape(html, text[at]);
            else if (IsUnseen(rune))
                AppendEscape(html, rune.Value);
            else
                AppendSeen(html, rune);
            at += isRune ? rune.Utf16SequenceLength : 1;
        }
    }

    private static void AppendSeen(StringBuilder html, Rune rune)
    {
        switch (rune.Value)
        {
            case '&':
                html.Append("&amp;");
                break;
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '"':
                html.Append("&quot;");
                break;
            case '\'':
                html.Append("&#39;");
                break;
            default:
                html.Append(rune);
                break;
        }
    }

    private static bool IsUnseen(Rune rune) => rune.Value != '\t' && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static void AppendEscape(StringBuilder html, int value) =>
        html.Append("<i>").Append(value < 0x80 ? @"\x" : @"\u")
            .Append(value < 0x80 ? value.ToString("x2", CultureInfo.InvariantCulture)
                : value < 0x10000 ? value.ToString("x4", CultureInfo.InvariantCulture)
                : $"{{{value.ToString("x", CultureInfo.InvariantCulture)}}}")
            .Append("</i>");
}
