using System.Globalization;
using System.Text;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>
/// Hostile text as text that does nothing else: what isn't seen, or changes how the rest is seen (controls, ANSI's escape, marks
/// of writing direction, letters without width, lone surrogates, what Unicode leaves to private use), is shown as an escape.
/// </summary>
internal static class VisibleText
{
    /// <summary>For HTML: what that means something by is escaped, and what wasn't seen stands in an element of its own, so that it
    /// differs from the same letters in the text.</summary>
    /// <param name="html">What to append it to.</param>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Whether its line breaks are kept.</param>
    public static void AppendHtml(StringBuilder html, string text, bool keepsLines = false)
    {
        foreach (var (rune, escape) in Runes(text, keepsLines))
        {
            if (escape is not null)
                html.Append("<i>").Append(escape).Append("</i>");
            else if (HtmlEscape(rune) is { } entity)
                html.Append(entity);
            else
                html.Append(rune);
        }
    }

    /// <summary>For a terminal or a message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Whether its line breaks are kept.</param>
    public static string Show(string text, bool keepsLines = false)
    {
        var shown = new StringBuilder(text.Length + 8);
        foreach (var (rune, escape) in Runes(text, keepsLines))
        {
            if (escape is not null)
                shown.Append(escape);
            else if (rune.Value == '\t')
                shown.Append(' ');
            else
                shown.Append(rune);
        }

        return shown.ToString();
    }

    /// <summary>Each character, with what stands for it where it can't stand for itself.</summary>
    private static IEnumerable<(Rune Rune, string? Escape)> Runes(string text, bool keepsLines)
    {
        for (var at = 0; at < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, at, out var rune);
            var isBreak = keepsLines && (rune.Value == '\n' || text.AsSpan(at).StartsWith("\r\n"));
            if (!isBreak)
                yield return (rune, !isRune ? Escape(text[at]) : IsUnseen(rune) ? Escape(rune.Value) : null);
            else if (rune.Value == '\n')
                yield return (rune, null);
            at += isRune ? rune.Utf16SequenceLength : 1;
        }
    }

    private static string? HtmlEscape(Rune rune) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };

    private static bool IsUnseen(Rune rune) => rune.Value is not ('\t' or (>= ' ' and <= '~'))
        && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Escape(int value) => value switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        < 0x80 => string.Create(CultureInfo.InvariantCulture, $@"\x{value:x2}"),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $@"\u{value:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{{{value:x}}}"),
    };
}
