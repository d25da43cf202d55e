namespace Dachshund.Tailing.Lines;

/// <summary>Where lines end. The one place that knows that a newline is the byte 0x0A, which is true of ASCII, UTF-8,
/// GB18030 and
/// the like.</summary>
internal static class LineCutter
{
    public const byte Newline = (byte)'\n';

    /// <summary>
    /// Bytes from the start up to and with the last newline, but to no further than before the first line that is
    /// longer
    /// than <paramref name="lineBytesMax"/> without its newline. 0 where the first line is longer, or not complete.
    /// </summary>
    // Hot path: one vectorised search from the end for a chunk of short lines; nothing is looked at twice.
    public static int WholeLines(ReadOnlySpan<byte> bytes, int lineBytesMax)
    {
        if (bytes.Length <= lineBytesMax)
            return bytes.LastIndexOf(Newline) + 1;

        // A line that is too long is a window of max + 1 bytes without a newline. Hopping from the last newline of a
        // window to the window that starts behind it misses none and reads little.
        var end = 0;
        while (end < bytes.Length)
        {
            var window = bytes[end..];
            if (window.Length > lineBytesMax)
                window = window[..(lineBytesMax + 1)];
            var last = window.LastIndexOf(Newline);
            if (last < 0)
                break;
            end += last + 1;
        }

        return end;
    }

    /// <summary>How many NUL bytes the bytes begin with.</summary>
    public static int LeadingNuls(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.IndexOfAnyExcept((byte)0);
        return text < 0 ? bytes.Length : text;
    }
}
