using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dachshund.TestKit.Channels;

/// <summary>
/// A proxy that tunnels nowhere: it notes what it is asked and answers each request with one status line. (For plain
/// HTTP any fake server serves as a proxy too, as it takes whole URLs.)
/// </summary>
public sealed class FakeProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly string _answer;
    private readonly Task _loop;

    private FakeProxy(string answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = LoopAsync(_stop.Token);
    }

    /// <summary>Its URL.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The heads of the requests that came, oldest first.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Starts one.</summary>
    /// <param name="answer">The status line and headers to answer with, lines parted by line feeds, for example
    /// <c>HTTP/1.1 403 Forbidden</c>.</param>
    public static FakeProxy Start(string answer) => new(answer);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(ct);
                await ServeAsync(client.GetStream(), ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The only way out.
        }
    }

    private async Task ServeAsync(NetworkStream stream, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(ct) is { Length: > 0 } line) head.Append(line).Append('\n');
            if (head.Length == 0) return;
            _requests.Enqueue(head.ToString());
            var answer = _answer.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), ct);
        }
        catch (IOException)
        {
            // The caller left.
        }
    }
}
