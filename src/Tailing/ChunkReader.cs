using Dachshund.Tailing.Lines;

namespace Dachshund.Tailing;

/// <summary>
/// Reads a whole file, or a stream such as standard input, from beginning to end in chunks of whole lines through one
/// buffer. For work on finished files; <see cref="TailedFile"/> follows growing ones. Not thread-safe.
/// </summary>
public sealed class ChunkReader : IDisposable
{
    /// <summary>The usual size of a chunk, in bytes: 1 MiB.</summary>
    public const int ChunkBytesDefault = 1024 * 1024;

    /// <summary>Bytes of one line that are handed on at most, 64 MiB; the rest of a longer line is passed
    /// over.</summary>
    public const int LineBytesMax = 64 * 1024 * 1024;

    private readonly OpenFile? file;
    private readonly Stream? stream;
    private byte[] buffer;
    private int handedOut; // bytes at the buffer's start that the last chunk took
    private int searched; // bytes at the buffer's start that hold no newline
    private int filled;
    private long position; // offset in the file of the byte behind the filled ones
    private bool skipping; // in the rest of a line that was cut
    private bool ended;

    private ChunkReader(OpenFile? file, Stream? stream, int chunkBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, TailOptions.ChunkBytesMin);
        this.file = file;
        this.stream = stream;
        buffer = GC.AllocateUninitializedArray<byte>(chunkBytes);
    }

    /// <summary>Why reading ended early; null when it did not. A stream's failures are thrown by the stream
    /// instead.</summary>
    public string? Problem => file?.Problem;

    /// <summary>Opens a regular file; refuses anything else without waiting for it.</summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <param name="problem">Why it cannot be read; null when it can.</param>
    /// <param name="chunkBytes">Bytes read at once; default 1 MiB, at least 4 KiB.</param>
    public static ChunkReader? TryOpen(string path, out string? problem, int chunkBytes = ChunkBytesDefault)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = OpenFile.TryOpen(path, out _, out var refusal);
        problem = refusal is null ? null : $"{path} {refusal.Reason}";
        return file is null ? null : new ChunkReader(file, null, chunkBytes);
    }

    /// <summary>Reads a stream to its end; the caller goes on owning it.</summary>
    /// <param name="stream">A readable stream, a pipe for instance.</param>
    /// <param name="chunkBytes">Bytes read at once; default 1 MiB, at least 4 KiB.</param>
    public static ChunkReader Over(Stream stream, int chunkBytes = ChunkBytesDefault)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ChunkReader(null, stream, chunkBytes);
    }

    /// <summary>Reads the next chunk: whole lines, about as many as fit; at the end also what follows the last
    /// newline.</summary>
    /// <param name="content">The bytes, good until the next call.</param>
    /// <param name="start">Offset of the first of them, in bytes.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="IOException">The stream failed.</exception>
    // Hot path: one read and one search from the end a chunk, plus moving the half line; nothing is allocated.
    public bool TryRead(out ReadOnlyMemory<byte> content, out long start)
    {
        content = default;
        start = 0;
        KeepRest();
        while (!ended)
        {
            if (filled == buffer.Length && !TryGrow())
            {
                skipping = true;
                return HandOut(filled, out content, out start);
            }

            Fill();
            if (skipping && !TryEndSkipping())
                continue;
            var newline = buffer.AsSpan(searched, filled - searched).LastIndexOf(LineCutter.Newline);
            var whole = ended ? filled : newline < 0 ? 0 : searched + newline + 1;
            searched = filled;
            if (whole > 0)
                return HandOut(whole, out content, out start);
        }

        return false;
    }

    /// <summary>Closes the file; a stream stays open.</summary>
    public void Dispose() => file?.Dispose();

    private bool HandOut(int whole, out ReadOnlyMemory<byte> content, out long start)
    {
        handedOut = whole;
        start = position - filled;
        content = buffer.AsMemory(0, whole);
        return true;
    }

    /// <summary>Moves the half line behind the last chunk to the buffer's start.</summary>
    private void KeepRest()
    {
        if (handedOut == 0)
            return;
        buffer.AsSpan(handedOut, filled - handedOut).CopyTo(buffer);
        filled -= handedOut;
        searched = filled;
        handedOut = 0;
    }

    private void Fill()
    {
        var room = buffer.AsSpan(filled);
        var count = file?.Read(room, position) ?? stream?.Read(room) ?? 0;
        ended = count <= 0 || (file is not null && count < room.Length);
        filled += Math.Max(count, 0);
        position += Math.Max(count, 0);
    }

    /// <summary>Drops the rest of a line that was cut. False while its end has not come.</summary>
    private bool TryEndSkipping()
    {
        var newline = buffer.AsSpan(0, filled).IndexOf(LineCutter.Newline);
        var dropped = newline < 0 ? filled : newline + 1;
        buffer.AsSpan(dropped, filled - dropped).CopyTo(buffer);
        filled -= dropped;
        searched = 0;
        skipping = newline < 0;
        return !skipping;
    }

    private bool TryGrow()
    {
        if (buffer.Length >= LineBytesMax)
            return false;
        Array.Resize(ref buffer, Math.Min(buffer.Length * 2, LineBytesMax));
        return true;
    }
}
