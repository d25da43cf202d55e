using System.Globalization;
using System.Text;

namespace Dachshund.Hocon.Rendering;

/// <summary>JSON string literals, written so that any UTF-16 text survives.</summary>
internal static class JsonText
{
    public static void AppendQuoted(StringBuilder target, string text)
    {
        target.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
                target.Append(text[i++]).Append(text[i]);
            else
                AppendCharacter(target, text[i]);
        }

        target.Append('"');
    }

    private static void AppendCharacter(StringBuilder target, char c)
    {
        _ = c switch
        {
            '"' => target.Append("\\\""),
            '\\' => target.Append("\\\\"),
            '\n' => target.Append("\\n"),
            '\r' => target.Append("\\r"),
            '\t' => target.Append("\\t"),
            _ when char.IsControl(c) || char.IsSurrogate(c) =>
                target.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            _ => target.Append(c),
        };
    }
}
