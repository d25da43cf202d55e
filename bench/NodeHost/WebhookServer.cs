using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Dachshund.Bench.NodeHost;

/// <summary>A request that came in.</summary>
/// <param name="Timestamp">When its last byte was read, in ticks of <see cref="Stopwatch"/>.</param>
/// <param name="Body">Its body.</param>
internal sealed record Arrival(long Timestamp, string Body);

/// <summary>
/// The least that can stand for a phone's server: plain HTTP/1.1 on loopback that takes every POST. Written by hand so
/// that a request is stamped as it is read and no web server's own time is measured.
/// </summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private const int ArrivalsMax = 100_000;
    private const int RequestBytesMax = 1 << 20;

    private static readonly byte[] s_answer = Answer();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Arrival> _arrivals = Channel.CreateBounded<Arrival>(ArrivalsMax);
    private readonly Task _accepting;
    private int _received;

    private WebhookServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>A robot's webhook.</summary>
    public string Url => string.Create(
        CultureInfo.InvariantCulture,
        $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/robot/send?access_token=bench");

    /// <summary>Requests so far.</summary>
    public int Received => Volatile.Read(ref _received);

    public static WebhookServer Start() => new();

    /// <summary>Waits for a request whose body holds a text; earlier ones are passed over.</summary>
    public async Task<Arrival> WaitForAsync(string text, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        while (true)
        {
            var arrival = await _arrivals.Reader.ReadAsync(deadline.Token);
            if (arrival.Body.Contains(text, StringComparison.Ordinal))
                return arrival;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private static byte[] Answer()
    {
        const string Body = """{"errcode":0,"errmsg":"ok"}""";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _stop.Token);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[RequestBytesMax];
            var filled = 0;
            while (filled < buffer.Length)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(filled), ct);
                if (read == 0)
                    return;
                filled += read;
                if (!TryParse(buffer.AsSpan(0, filled), out var start, out var end))
                    continue;
                var now = Stopwatch.GetTimestamp();
                Interlocked.Increment(ref _received);
                var body = Encoding.UTF8.GetString(buffer, start, end - start);
                await _arrivals.Writer.WriteAsync(new Arrival(now, body), ct);
                await stream.WriteAsync(s_answer, ct);
                buffer.AsSpan(end, filled - end).CopyTo(buffer);
                filled -= end;
            }
        }
    }

    /// <summary>Whether the bytes begin with a whole request, and where its body is.</summary>
    private static bool TryParse(ReadOnlySpan<byte> bytes, out int start, out int end)
    {
        end = 0;
        start = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (start < 4)
            return false;
        var head = Encoding.ASCII.GetString(bytes[..start]);
        const string Length = "\r\nContent-Length:";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            throw new InvalidDataException($"a request without its length: {head}");
        var digits = head.AsSpan(at + Length.Length);
        end = start + int.Parse(digits[..digits.IndexOf('\r')].Trim(), CultureInfo.InvariantCulture);
        return bytes.Length >= end;
    }
}
