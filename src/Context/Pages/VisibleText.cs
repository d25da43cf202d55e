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
        var plain = 0; // from here on nothing was appended yet, as nothing had to be replaced
        for (var at = 0; at < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, at, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            if ((isRune ? Replacement(rune) : Escape(text[at])) is { } replacement)
            {
                html.Append(text, plain, at - plain).Append(replacement);
                plain = at + length;
            }

            at += length;
        }

        html.Append(text, plain, text.Length - plain);
    }

    /// <summary>What stands for a character; null for one that stands for itself.</summary>
    private static string? Replacement(Rune rune) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\t' or (>= ' ' and <= '~') => null,
        _ => IsUnseen(rune) ? Escape(rune.Value) : null,
    };

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Escape(int value)
    {
        var digits = value.ToString(value < 0x80 ? "x2" : value < 0x10000 ? "x4" : "x", CultureInfo.InvariantCulture);
        return value < 0x80 ? $@"<i>\x{digits}</i>"
            : value < 0x10000 ? $@"<i>\u{digits}</i>"
            : $@"<i>\u{{{digits}}}</i>";
    }
}
