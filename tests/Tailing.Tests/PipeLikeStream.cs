namespace Dachshund.Tailing.Tests;

/// <summary>Hands out bytes in pieces of any size, as a pipe does.</summary>
internal sealed class PipeLikeStream : Stream
{
    private readonly byte[] bytes;
    private readonly Random random = new(1);
    private long fillersLeft; // 'x' bytes that come first
    private int at;

    public PipeLikeStream(byte[] bytes, Random random) => (this.bytes, this.random) = (bytes, random);

    public PipeLikeStream(long fillers, byte[] bytes) => (fillersLeft, this.bytes) = (fillers, bytes);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (fillersLeft > 0)
        {
            var fillers = (int)Math.Min(fillersLeft, buffer.Length);
            buffer[..fillers].Fill((byte)'x');
            fillersLeft -= fillers;
            return fillers;
        }

        var count = Math.Min(Math.Min(buffer.Length, bytes.Length - at), random.Next(1, 9000));
        bytes.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
