using System.IO.Compression;

namespace Dachshund.Tailing.Locating;

/// <summary>
/// The bytes that a <c>.gz</c> file holds, decompressed on the way: the last ones stay in a buffer, so that going back a
/// little costs nothing, and going back further begins again. One owner.
/// </summary>
internal sealed class GzipBytes : IDisposable
{
    /// <summary>What is behind the first 64 MiB counts as if it weren't there: a small file may hold any number of
    /// zeros.</summary>
    public const long BytesMax = 64 * 1024 * 1024;

    private readonly FileStream file;
    private readonly byte[] kept = GC.AllocateUninitializedArray<byte>(256 * 1024);
    private GZipStream stream;
    private long keptFrom; // offset of the first byte kept
    private int keptCount;
    private bool ended;

    public GzipBytes(FileStream file)
    {
        this.file = file;
        stream = Begin();
    }

    /// <exception cref="IOException">The file is no gzip, damaged, or can't be read.</exception>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (offset < keptFrom)
            Restart();
        var total = 0;
        while (total < buffer.Length && offset + total < BytesMax)
        {
            var from = offset + total - keptFrom;
            if (from < keptCount)
                total += CopyTo(buffer[total..], (int)from, offset + total);
            else if (!await FillAsync(cancellation))
                break;
        }

        return total;
    }

    public void Dispose()
    {
        stream.Dispose();
        file.Dispose();
    }

    private int CopyTo(Memory<byte> buffer, int from, long offset)
    {
        var count = (int)Math.Min(Math.Min(buffer.Length, keptCount - from), BytesMax - offset);
        kept.AsMemory(from, count).CopyTo(buffer);
        return count;
    }

    /// <summary>False at the end.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (ended)
            return false;
        if (keptCount == kept.Length)
        {
            var dropped = kept.Length / 2;
            kept.AsSpan(dropped).CopyTo(kept);
            (keptFrom, keptCount) = (keptFrom + dropped, keptCount - dropped);
        }

        try
        {
            var count = await stream.ReadAsync(kept.AsMemory(keptCount), cancellation);
            keptCount += count;
            ended = count == 0;
        }
        catch (InvalidDataException failure)
        {
            throw new IOException("The compressed file is damaged: " + failure.Message, failure);
        }

        return !ended;
    }

    private GZipStream Begin() => new(file, CompressionMode.Decompress, leaveOpen: true);

    private void Restart()
    {
        stream.Dispose();
        file.Position = 0;
        stream = Begin();
        (keptFrom, keptCount, ended) = (0, 0, false);
    }
}
