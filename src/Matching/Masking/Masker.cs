namespace Dachshund.Matching.Masking;

/// <summary>
/// Masks what varies in a line: numbers, ids, addresses, times, paths, values. It knows the line only, no statistics of
/// others, so that every host gives a problem the same id from its first line on.
/// </summary>
internal static class Masker
{
    /// <summary>The longest template, bytes.</summary>
    public const int BytesMax = 512;

    // What is masked takes more bytes than it leaves; a line whose start fills no template in this many is cut here.
    private const int InputBytesMax = 8 * BytesMax;

    /// <summary>Writes the line's template.</summary>
    /// <param name="line">The line without its line break.</param>
    /// <param name="output">At least <see cref="BytesMax"/> bytes.</param>
    /// <param name="shortCut">See <see cref="MaskCursor.Step"/>.</param>
    /// <returns>How many bytes were written: valid UTF-8.</returns>
    // Hot path: once per matching line.
    public static int Mask(ReadOnlySpan<byte> line, Span<byte> output, bool shortCut = true)
    {
        if (line.Length > InputBytesMax) line = Cut(line);
        var written = new MaskOutput(output[..BytesMax]);
        var at = Header.Skip(line, ref written);
        var body = new MaskCursor(line, at, written.Here);
        while (!body.AtEnd && !written.Full) body.Step(ref written, shortCut);
        return TrimEnd(written.Written);
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line)
    {
        // Not within a rune: its continuation bytes are 10xxxxxx, at most three.
        var end = InputBytesMax;
        while (end > InputBytesMax - 3 && (line[end] & 0xC0) == 0x80) end--;
        return line[..end];
    }

    private static int TrimEnd(ReadOnlySpan<byte> text) => text.TrimEnd((byte)' ').Length;
}
