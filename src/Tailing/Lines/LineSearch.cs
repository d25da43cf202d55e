using System.Buffers;

namespace Dachshund.Tailing.Lines;

/// <summary>
/// Looks for the end of a line too long for one read, keeping nothing but how far it has looked. NUL bytes at the end
/// of
/// the file are not passed over for good: a writer that reserves space in advance fills them in later.
/// </summary>
internal sealed class LineSearch
{
    private readonly TailOptions options;
    private long nulsTo; // from ScannedTo to here there were only NUL bytes at the last look

    public LineSearch(TailOptions options) => this.options = options;

    /// <summary>There is no newline from the line's start to here.</summary>
    public long ScannedTo { get; private set; }

    /// <summary>Whether the last search stopped at <see cref="TailOptions.ScanBytesMax"/>, not at the end.</summary>
    public bool HasMore { get; private set; }

    public void Reset(long offset)
    {
        ScannedTo = offset;
        nulsTo = offset;
        HasMore = false;
    }

    /// <summary>Whether everything up to the size was looked at.</summary>
    public bool HasReached(long size) => Math.Max(ScannedTo, nulsTo) >= size;

    /// <summary>The offset behind the first newline; -1 when there is none so far, or reading failed.</summary>
    public long FindLineEnd(OpenFile file, long size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
        try
        {
            var (at, budget) = (ScannedTo, options.ScanBytesMax);
            while (TryReadBlock(file, buffer, at, size, ref budget, out var block))
            {
                var newline = block.IndexOf(LineCutter.Newline);
                if (newline >= 0)
                    return at + newline + 1;
                at = Pass(block, at, size);
            }

            return -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The offset of the first byte that is not NUL, the size when there is none, or -1 when the search has
    /// more
    /// to do or reading failed.</summary>
    public long FindText(OpenFile file, long size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
        try
        {
            var (at, budget) = (ScannedTo, options.ScanBytesMax);
            while (TryReadBlock(file, buffer, at, size, ref budget, out var block))
            {
                var text = block.IndexOfAnyExcept((byte)0);
                if (text >= 0)
                    return at + text;
                at = Pass(block, at, size);
            }

            return HasReached(size) ? size : -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryReadBlock(
        OpenFile file, byte[] buffer, long at, long size, ref int budget, out ReadOnlySpan<byte> block)
    {
        block = default;
        HasMore = at < size && budget <= 0;
        if (at >= size || HasMore)
            return false;
        var count = file.Read(buffer.AsSpan(0, (int)Math.Min(options.ChunkBytes, size - at)), at);
        if (count <= 0)
            return false;
        budget -= count;
        block = buffer.AsSpan(0, count);
        return true;
    }

    /// <summary>Notes a block without newline; where the next one starts. NUL bytes that were seen at the last look are
    /// not looked at again as long as the first of them still are.</summary>
    private long Pass(ReadOnlySpan<byte> block, long at, long size)
    {
        var end = at + block.Length;
        var text = block.LastIndexOfAnyExcept((byte)0) + 1;
        if (text > 0)
        {
            ScannedTo = at + text;
            nulsTo = end;
            return end;
        }

        if (at == ScannedTo)
            end = Math.Max(end, Math.Min(nulsTo, size));
        nulsTo = Math.Max(nulsTo, end);
        return end;
    }
}
