using Dachshund.Context.Windows;

namespace Dachshund.Context.Tests.Windows;

/// <summary>Bytes in memory that count how many of them were read.</summary>
internal sealed class ArrayRange(byte[] bytes) : IByteRange
{
    public long BytesRead { get; private set; }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsMemory((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
        BytesRead += count;
        return ValueTask.FromResult(count);
    }
}
