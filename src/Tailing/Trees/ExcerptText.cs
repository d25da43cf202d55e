using System.Collections.Immutable;
using System.Text;

namespace Dachshund.Tailing.Trees;

/// <summary>Cuts the head and the tail out of a file's text. Pure.</summary>
internal static class ExcerptText
{
    /// <summary>Bytes read at each end: over four bytes for each character that can be shown, with room for a character
    /// that a window's edge cuts in two.</summary>
    public const int WindowBytes = 4096;

    private const char Replacement = '\uFFFD';

    /// <summary>The parts of a file.</summary>
    /// <param name="head">The bytes at its beginning: all of a file of up to two windows, else one window.</param>
    /// <param name="tail">The last window of a larger file; else empty.</param>
    /// <param name="size">The file's size in bytes.</param>
    public static ImmutableArray<ExcerptPart> Cut(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long size)
    {
        var encoding = EncodingOf(head, tail);
        var mark = MarkBytes(head, encoding);
        var text = encoding.GetString(head[mark..]);
        var first = Head(text);
        // UTF-16 can only be read from an even byte on.
        var odd = IsUtf16(encoding) ? (int)((size - tail.Length) % 2) : 0;
        var rest = tail.IsEmpty ? text[first.Length..] : encoding.GetString(tail[Math.Min(odd, tail.Length)..]);
        var last = Tail(rest);
        var parts = ImmutableArray.CreateBuilder<ExcerptPart>(2);
        Add(parts, mark, first, encoding);
        Add(parts, Math.Max(mark, size - Bytes(last, encoding)), last, encoding);
        return parts.DrainToImmutable();
    }

    private static void Add(ImmutableArray<ExcerptPart>.Builder parts, long offset, string text, Encoding encoding)
    {
        var shown = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\n', '\r').TrimEnd('\n', '\r', ' ', '\t');
        if (shown.Length > 0)
            parts.Add(new ExcerptPart(offset, Bytes(text, encoding), shown));
    }

    /// <summary>The first lines that fit; of one that is too long itself, its beginning.</summary>
    private static string Head(string text)
    {
        var whole = text.AsSpan().TrimEnd('\0');
        var end = 0;
        for (var lines = 0; lines < ExcerptPart.PartLinesMax && end < whole.Length; lines++)
        {
            var feed = whole[end..].IndexOf('\n');
            var next = feed < 0 ? whole.Length : end + feed + 1;
            if (next > ExcerptPart.PartCharsMax)
                break;
            end = next;
        }

        if (end == 0)
            end = Unsplit(whole, Math.Min(whole.Length, ExcerptPart.PartCharsMax), -1);
        return whole[..end].ToString();
    }

    /// <summary>The last lines that fit; of one that is too long itself, its end.</summary>
    private static string Tail(string text)
    {
        var whole = text.AsSpan().TrimStart('\0');
        var start = whole.Length;
        for (var lines = 0; lines < ExcerptPart.PartLinesMax && start > 0; lines++)
        {
            var before = whole[..(start - 1)].LastIndexOf('\n') + 1;
            if (whole.Length - before > ExcerptPart.PartCharsMax)
                break;
            start = before;
        }

        if (start == whole.Length)
            start = Unsplit(whole, Math.Max(0, whole.Length - ExcerptPart.PartCharsMax), 1);
        return whole[start..].ToString();
    }

    /// <summary>The place, or the one beside it where it would cut a surrogate pair in two.</summary>
    private static int Unsplit(ReadOnlySpan<char> text, int at, int step) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at + step : at;

    /// <summary>UTF-16 when the file says so at its beginning, else one of <see cref="TextDecoder"/>'s, decided once for both
    /// windows.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
            return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            return Encoding.BigEndianUnicode;
        var isAscii = head.IndexOfAnyInRange((byte)0x80, (byte)0xff) < 0;
        return TextDecoder.EncodingOf(TextDecoder.Detect(isAscii ? tail : head));
    }

    private static bool IsUtf16(Encoding encoding) => encoding is UnicodeEncoding;

    private static int MarkBytes(ReadOnlySpan<byte> head, Encoding encoding) =>
        IsUtf16(encoding) ? 2 : head.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;

    /// <summary>How many bytes the text was. Each byte that could not be read has become one U+FFFD.</summary>
    private static int Bytes(string text, Encoding encoding)
    {
        if (IsUtf16(encoding))
            return text.Length * 2;
        var unread = text.AsSpan().Count(Replacement);
        var read = unread == 0 ? text : text.Replace(Replacement.ToString(), "", StringComparison.Ordinal);
        return encoding.GetByteCount(read) + unread;
    }
}
