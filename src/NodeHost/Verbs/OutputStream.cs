using Microsoft.Win32.SafeHandles;

namespace Dachshund.NodeHost.Verbs;

/// <summary>
/// Standard output that tells when nobody reads it any more: <c>dachshund watch ... | head -1</c> is to end then. The write that finds
/// out fails, and so does each later one. For one writer at a time.
/// </summary>
internal sealed class OutputStream : Stream
{
    private const int StandardOutput = 1;
    private readonly Stream _inner;
    private readonly CancellationTokenSource _closed = new();

    private OutputStream(Stream inner) => _inner = inner;

    /// <summary>Cancelled when nobody reads it any more.</summary>
    public CancellationToken Closed => _closed.Token;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The process's own. .NET's console stream takes a broken pipe for success; one over the handle doesn't, but keeps a
    /// position of its own, which a file that standard error shares must not have.</summary>
    public static OutputStream Open()
    {
        if (!Console.IsOutputRedirected)
            return new OutputStream(Console.OpenStandardOutput());
        try
        {
            var pipe = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return new OutputStream(pipe.CanSeek ? Console.OpenStandardOutput() : pipe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new OutputStream(Console.OpenStandardOutput());
        }
    }

    public override void Flush() => _inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(e);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(e);
        }
    }

    private OutputException Failed(Exception cause)
    {
        var failure = new OutputException(cause);
        if (failure.IsBrokenPipe)
            _ = _closed.CancelAsync();
        return failure;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _closed.Dispose();
        base.Dispose(disposing);
    }
}
