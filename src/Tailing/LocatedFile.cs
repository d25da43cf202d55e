using Dachshund.Tailing.Lines;
using Dachshund.Tailing.Locating;

namespace Dachshund.Tailing;

/// <summary>A file that <see cref="FileLocator.OpenAsync"/> has found, held open. Not thread-safe: one owner.</summary>
public sealed class LocatedFile : IDisposable
{
    private readonly OpenFile file;
    private readonly GzipBytes? gzip;

    internal LocatedFile(string path, OpenFile file, bool isCompressed)
    {
        Path = path;
        this.file = file;
        gzip = isCompressed ? new GzipBytes(file.ToStream()) : null;
    }

    /// <summary>The name under which it was found.</summary>
    public string Path { get; }

    /// <summary>Whether it is a <c>.gz</c>; offsets are those of what is in it.</summary>
    public bool IsCompressed => gzip is not null;

    /// <summary>Reads bytes, decompressed ones of a <c>.gz</c>: going forward, or back by up to 128 KB, costs least
    /// there.</summary>
    /// <param name="offset">Where in the log, in bytes; 0 or more.</param>
    /// <param name="buffer">Is filled; less only at the end. Of a <c>.gz</c>, 64 MiB is the end.</param>
    /// <param name="cancellation">Ends the reading of a <c>.gz</c>.</param>
    /// <returns>Bytes read.</returns>
    /// <exception cref="IOException">The disk failed, or the <c>.gz</c> is damaged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative.</exception>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (gzip is not null)
            return await gzip.ReadAsync(offset, buffer, cancellation);
        var count = file.Read(buffer.Span, offset);
        return count >= 0 ? count : throw new IOException(file.Problem);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        gzip?.Dispose();
        file.Dispose();
    }
}
