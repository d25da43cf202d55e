using System.Text;
using System.Text.Encodings.Web;

namespace Dachshund.Channels.Text;

/// <summary>Makes any string fit to be sent, measures it, and cuts it between two characters.</summary>
internal static class TextCut
{
    /// <summary>
    /// The encoder of all bodies: the default one writes a Chinese character as six bytes instead of three, against a
    /// limit that is counted in bytes. The bodies never end up inside HTML, which is what the default guards against.
    /// </summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>
    /// Replaces lone surrogates (a JSON writer throws at them) and control characters but line breaks and tabs.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\r') continue;
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t')) clean.Append(' ');
            else clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>The same on one line, without blanks at its ends.</summary>
    public static string CleanLine(string text) => Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>Cuts to so many UTF-16 units, the mark of the cut included.</summary>
    public static string ToChars(string text, int charsMax)
    {
        if (text.Length <= charsMax) return text;
        var end = charsMax - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>UTF-8 bytes of the text inside a JSON string.</summary>
    public static int JsonBytes(string text)
    {
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes()) bytes += JsonBytes(rune);
        return bytes;
    }

    /// <summary>The longest beginning whose cost stays within the room.</summary>
    public static string ToCost(string text, int room, Func<Rune, int> cost)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= cost(rune);
            if (room < 0) break;
            end += rune.Utf16SequenceLength;
        }

        return end == text.Length ? text : text[..end];
    }

    /// <summary>UTF-8 bytes of one character inside a JSON string.</summary>
    public static int JsonBytes(Rune rune)
    {
        Span<char> source = stackalloc char[2];
        Span<char> escaped = stackalloc char[16];
        var length = rune.EncodeToUtf16(source);
        Encoder.Encode(source[..length], escaped, out _, out var written);
        return Encoding.UTF8.GetByteCount(escaped[..written]);
    }
}
