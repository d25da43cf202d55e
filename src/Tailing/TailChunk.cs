using System.Buffers;

namespace Dachshund.Tailing;

/// <summary>
/// Whole lines of a file in a borrowed buffer. Whoever holds it disposes it; the content must not be touched after.
/// May be handed from thread to thread, used by one at a time; disposing twice does no harm.
/// </summary>
/// <remarks>A class, although it is small: it passes through mailboxes, where a struct would be boxed, and copies of a
/// struct could give one buffer back twice.</remarks>
public sealed class TailChunk : IDisposable
{
    private readonly ReadOnlyMemory<byte> content;
    private byte[]? buffer;

    internal TailChunk(byte[] buffer, long start, long end, ReadOnlyMemory<byte> content)
    {
        this.buffer = buffer;
        this.content = content;
        Start = start;
        End = end;
    }

    /// <summary>Offset of the first byte of <see cref="Content"/> in the file, in bytes.</summary>
    public long Start { get; }

    /// <summary>Offset at which the next chunk starts, in bytes. Larger than start + content length when the content
    /// is a line that was cut, or stands for bytes that are no text.</summary>
    public long End { get; }

    /// <summary>Whether bytes between the content's end and <see cref="End"/> are left out: the rest of a line over
    /// <see cref="TailOptions.LineBytesMax"/>, or a run of NUL bytes (the hole that a writer leaves behind which goes
    /// on at its old offset in a truncated file), whose chunk is empty.</summary>
    public bool IsCut => End - Start > content.Length;

    /// <summary>The bytes: whole lines with their newlines; without one only at the end of a finished file or of a cut
    /// line.</summary>
    /// <exception cref="ObjectDisposedException">The chunk was disposed.</exception>
    public ReadOnlyMemory<byte> Content
    {
        get
        {
            ObjectDisposedException.ThrowIf(buffer is null, this);
            return content;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var borrowed = Interlocked.Exchange(ref buffer, null);
        if (borrowed is not null)
            ArrayPool<byte>.Shared.Return(borrowed);
    }
}
