using System.Collections.Immutable;

namespace Dachshund.Context.Windows;

/// <summary>
/// The lines around a hit: the whole of the hit, and before and after it as many whole lines as a number of bytes holds.
/// Lines end at the byte 0x0A, as the tailer's do. Immutable.
/// </summary>
/// <param name="Lines">The lines in order; those of the hit are marked.</param>
/// <param name="Bytes">The bytes around the hit as they were read in one go: for judging their encoding.</param>
/// <param name="HasMoreBefore">Whether the file has bytes before the first line.</param>
/// <param name="HasMoreAfter">Whether the file has bytes after the last line.</param>
/// <param name="HitBytesLeftOut">Bytes of whole lines of the hit that are left out after those that are there.</param>
public sealed record LineWindow(
    ImmutableArray<WindowLine> Lines, ReadOnlyMemory<byte> Bytes, bool HasMoreBefore, bool HasMoreAfter,
    long HitBytesLeftOut)
{
    /// <summary>Bytes of a hit that are read at most: 64 KiB. More is left out by whole lines; a single line that is
    /// longer is cut.</summary>
    public const int HitBytesMax = 64 * 1024;

    /// <summary>Bytes before and after it that can be asked for at most: 64 KiB each.</summary>
    public const int BytesAroundMax = 64 * 1024;

    /// <summary>Reads a window, at most about <see cref="HitBytesMax"/> plus twice the bytes around.</summary>
    /// <param name="source">The file.</param>
    /// <param name="offset">Where the hit begins, in bytes: the start of a line.</param>
    /// <param name="length">How long it is, in bytes, without the last line break.</param>
    /// <param name="bytesAround">Bytes wanted before and after it at most; cut to the range 0 to
    /// <see cref="BytesAroundMax"/>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null where the file ends before the hit does: it isn't that file any more.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Offset or length is negative.</exception>
    public static async ValueTask<LineWindow?> ReadAsync(
        IByteRange source, long offset, int length, int bytesAround, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return await new WindowReader(source, offset, length, Math.Clamp(bytesAround, 0, BytesAroundMax))
            .ReadAsync(cancellation);
    }
}
