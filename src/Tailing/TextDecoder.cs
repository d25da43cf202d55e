using System.Text;
using Dachshund.Tailing.Decoding;

namespace Dachshund.Tailing;

/// <summary>
/// Bytes of a log to text: UTF-8, else GB18030. The encoding is decided once for all bytes that are shown together and
/// then used for each of their lines: a guess for each line would flip between two readings of the same words. UTF-16
/// is not read, since the tailer's lines end at the byte 0x0A. Thread-safe.
/// </summary>
public static class TextDecoder
{
    private static readonly Encoding s_utf8 = Encoding.GetEncoding(
        Encoding.UTF8.CodePage, EncoderFallback.ReplacementFallback, new ByteFallback());

    private static readonly Encoding s_gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ReplacementFallback, new ByteFallback())
        ?? throw new PlatformNotSupportedException("This .NET has no GB18030.");

    /// <summary>
    /// The encoding of some bytes of one file: UTF-8 where they are valid UTF-8, and where more of them belong to valid
    /// sequences of several bytes than to none (a damaged log: text in GB18030 makes few such sequences by chance); else
    /// GB18030, unless even more of them are bad in that one.
    /// </summary>
    /// <param name="window">The bytes, the more the better. A sequence that the window's ends cut in two doesn't
    /// count.</param>
    public static TextEncoding Detect(ReadOnlySpan<byte> window)
    {
        var (good, bad) = CountUtf8(window);
        if (bad == 0 || good > bad)
            return TextEncoding.Utf8;
        var badAsGb18030 = Decode(window, TextEncoding.Gb18030).AsSpan().Count(ByteFallback.Replacement);
        return badAsGb18030 < bad ? TextEncoding.Gb18030 : TextEncoding.Utf8;
    }

    /// <summary>The text. Each byte that the encoding has no reading for becomes one U+FFFD.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="encoding">What they are in; <see cref="Detect"/> tells.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding) =>
        EncodingOf(encoding).GetString(bytes);

    internal static Encoding EncodingOf(TextEncoding encoding) => encoding == TextEncoding.Gb18030 ? s_gb18030 : s_utf8;

    /// <summary>Bytes in valid sequences of several bytes, and bytes in no valid sequence.</summary>
    private static (int Good, int Bad) CountUtf8(ReadOnlySpan<byte> window)
    {
        var (good, bad) = (0, 0);
        var rest = window[CutAtStart(window)..];
        while (!rest.IsEmpty)
        {
            var ascii = rest.IndexOfAnyInRange((byte)0x80, (byte)0xff);
            if (ascii < 0)
                break;
            rest = rest[ascii..];
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                break;
            if (status == System.Buffers.OperationStatus.Done)
                good += length;
            else
                bad += length;
            rest = rest[length..];
        }

        return (good, bad);
    }

    /// <summary>Up to three bytes at the start may be the rest of a sequence.</summary>
    private static int CutAtStart(ReadOnlySpan<byte> window)
    {
        var count = 0;
        while (count < Math.Min(3, window.Length) && (window[count] & 0xc0) == 0x80)
            count++;
        return count;
    }
}
