using System.Text;

namespace Dachshund.Matching.Masking;

/// <summary>Cuts bytes that claim to be UTF-8 down to a size, between runes, and makes them valid.</summary>
internal static class Utf8Cut
{
    /// <summary>The text of the longest prefix whose UTF-8, with U+FFFD for invalid bytes, fits the size.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes, int bytesMax)
    {
        var kept = bytes[..Math.Min(bytes.Length, bytesMax)];
        if (Ascii.IsValid(kept)) return Encoding.ASCII.GetString(kept);
        var written = 0;
        var read = 0;
        while (read < bytes.Length)
        {
            // An invalid sequence decodes as U+FFFD, three bytes long.
            Rune.DecodeFromUtf8(bytes[read..], out var rune, out var consumed);
            if (written + rune.Utf8SequenceLength > bytesMax) break;
            written += rune.Utf8SequenceLength;
            read += consumed;
        }

        return Encoding.UTF8.GetString(bytes[..read]);
    }
}
