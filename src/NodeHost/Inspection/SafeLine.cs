using System.Globalization;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Log text is hostile: on a terminal, what could steer it is shown as a dot.</summary>
internal static class SafeLine
{
    public static string Of(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = IsUnsafe(source[i]) ? '·' : source[i];
        });

    private static bool IsUnsafe(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
