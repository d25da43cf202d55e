using System.Globalization;
using System.Text;

namespace Dachshund.Hocon.Syntax;

/// <summary>JSON string literals.</summary>
internal static class QuotedText
{
    /// <summary>Reads the literal whose opening quote is at <paramref name="at"/>; leaves it behind the closing one.</summary>
    public static string Read(string text, ref int at, Func<string, HoconException> fail)
    {
        at++;
        var end = text.AsSpan(at).IndexOfAny('"', '\\', '\n');
        if (end >= 0 && text[at + end] == '"' && !HasControl(text.AsSpan(at, end)))
        {
            var plain = text.Substring(at, end);
            at += end + 1;
            return plain;
        }

        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"')
            value.Append(Character(text, ref at, fail));
        if (at >= text.Length)
            throw fail("the text in double quotes has no end");
        at++;
        return value.ToString();
    }

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < ' ' && c != '\t')
                return true;
        }

        return false;
    }

    private static char Character(string text, ref int at, Func<string, HoconException> fail)
    {
        var c = text[at];
        if (c == '\n')
            throw fail("the text in double quotes has no end on its line; write \\n, or use \"\"\" for several lines");
        if (c < ' ' && c != '\t')
            throw fail($"the control character U+{(int)c:X4} must be written as \\u{(int)c:x4} within double quotes");
        at++;
        return c == '\\' ? Escape(text, ref at, fail) : c;
    }

    private static char Escape(string text, ref int at, Func<string, HoconException> fail)
    {
        if (at >= text.Length)
            throw fail("the text in double quotes has no end");
        var c = text[at++];
        return c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => Hex(text, ref at, fail),
            _ => throw fail("a backslash within double quotes must be followed by one of \" \\ / b f n r t u"),
        };
    }

    private static char Hex(string text, ref int at, Func<string, HoconException> fail)
    {
        if (at + 4 > text.Length ||
            !ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw fail("\\u must be followed by four hexadecimal digits");
        at += 4;
        return (char)code;
    }
}
