namespace Dachshund.Matching.Masking;

/// <summary>Masks what varies in a line.</summary>
internal static class Masker
{
    /// <summary>The longest template, bytes.</summary>
    public const int BytesMax = 512;

    /// <summary>Writes the line's template.</summary>
    /// <returns>How many bytes were written: valid UTF-8.</returns>
    public static int Mask(ReadOnlySpan<byte> line, Span<byte> output)
    {
        var written = 0;
        var wasDigit = false;
        foreach (var value in line)
        {
            var digit = char.IsAsciiDigit((char)value);
            if (digit && wasDigit) continue;
            wasDigit = digit;
            var mask = digit ? "<*>"u8 : value < 0x80 ? new ReadOnlySpan<byte>(in value) : "\uFFFD"u8;
            if (written + mask.Length > output.Length) break;
            mask.CopyTo(output[written..]);
            written += mask.Length;
        }

        return written;
    }
}
