using System.Buffers;
using System.Text;

namespace Dachshund.Channels.Text;

/// <summary>Values inside Markdown.</summary>
internal static class MarkdownText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`*_[]()#!>");

    /// <summary>The text with a backslash before each character that is a mark.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks)) return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Marks.Contains(character)) escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
