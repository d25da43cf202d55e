using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Dachshund.TestKit.Redis;

/// <summary>One connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultConnection(TcpClient client, FaultDice? dice) : IDisposable
{
    private static readonly TimeSpan _delay = TimeSpan.FromMilliseconds(20);
    private readonly TcpClient _server = new() { NoDelay = true };
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _hold;
    private volatile bool _swallows;

    /// <summary>Ends when both sides are closed and all that was held is delivered.</summary>
    internal Task Completed => _completed.Task;

    internal void Start(int target, Action ended) => _ = Task.Run(() => RunAsync(target, ended));

    internal void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Delivers what was held; the client, if it is still there, is closed.</summary>
    internal void Release()
    {
        _hold?.TrySetResult();
        client.Close();
    }

    internal void SwallowReplies() => _swallows = true;

    internal void Cut()
    {
        Release();
        _server.Close();
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private async Task RunAsync(int target, Action ended)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, target);
            var replies = PumpAsync(_server, client, isReply: true);
            await PumpAsync(client, _server, isReply: false);
            await replies;
        }
        catch (SocketException)
        {
            // The server is away.
        }
        finally
        {
            Dispose();
            ended();
            _completed.TrySetResult();
        }
    }

    // Reading goes on while requests are held, so that all of them are here when their client has gone.
    private async Task PumpAsync(TcpClient from, TcpClient to, bool isReply)
    {
        var chunks = Channel.CreateUnbounded<byte[]>();
        var writing = ForwardAsync(chunks.Reader, to, isReply);
        var buffer = new byte[65536];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
                chunks.Writer.TryWrite(buffer[..read]);
        }
        catch (Exception error) when (IsGone(error))
        {
            // One side has gone; the other is told below.
        }

        chunks.Writer.Complete();
        await writing;
        EndSending(to);
    }

    private async Task ForwardAsync(ChannelReader<byte[]> chunks, TcpClient to, bool isReply)
    {
        await foreach (var chunk in chunks.ReadAllAsync())
        {
            var kind = dice?.Throw() ?? FaultKind.None;
            if (kind == FaultKind.Delay)
                await Task.Delay(_delay, TimeProvider.System);
            if (!isReply && _hold is { } hold)
                await hold.Task;
            if (kind != FaultKind.Cut && !(isReply && _swallows))
                await WriteAsync(to, chunk);
            if (kind is FaultKind.Cut or FaultKind.PassAndCut)
                Cut();
        }
    }

    // A side that has gone must not end the delivery to the other.
    private static async Task WriteAsync(TcpClient to, byte[] chunk)
    {
        try
        {
            await to.GetStream().WriteAsync(chunk);
        }
        catch (Exception error) when (IsGone(error))
        {
            // Swallowed, like anything that nobody waits for.
        }
    }

    private static bool IsGone(Exception error) =>
        error is IOException or ObjectDisposedException or SocketException or InvalidOperationException;

    // Redis runs what it has read before it sees the end, then closes.
    private static void EndSending(TcpClient to)
    {
        try
        {
            to.Client?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }
    }
}
