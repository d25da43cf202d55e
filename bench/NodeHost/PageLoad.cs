using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// Phones that open pages, fifty a second whatever the answers take: each by a connection of its own, from one of a hundred
/// addresses, as no single one may ask that often.
/// </summary>
internal static class PageLoad
{
    public const int ASecond = 50;
    private const int Phones = 100;

    /// <summary>Opens pages until it is told to stop, and waits for the last answer.</summary>
    /// <param name="pages">Opened one after another, again and again.</param>
    /// <param name="mark">What stands on each.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Milliseconds from the first byte sent to the last one read, the shortest first.</returns>
    public static async Task<List<double>> RunAsync(IReadOnlyList<Uri> pages, string mark, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var asked = new List<Task<double>>();
        while (!stop.IsCancellationRequested)
        {
            asked.Add(OpenAsync(pages[asked.Count % pages.Count], asked.Count % Phones, mark));
            var left = TimeSpan.FromSeconds((double)asked.Count / ASecond) - Stopwatch.GetElapsedTime(started);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return [.. (await Task.WhenAll(asked)).Order()];
    }

    /// <summary>The same for so many seconds.</summary>
    public static async Task<List<double>> RunAsync(IReadOnlyList<Uri> pages, string mark, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await RunAsync(pages, mark, stop.Token);
    }

    private static async Task<double> OpenAsync(Uri page, int phone, string mark)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + phone)]), 0));
        var started = Stopwatch.GetTimestamp();
        await socket.ConnectAsync(IPAddress.Loopback, page.Port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {page.AbsolutePath} HTTP/1.1\r\nHost: {page.Authority}\r\nConnection: close\r\n\r\n"));
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var text = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        return text.Length > 12 && text.AsSpan(8, 4).SequenceEqual(" 200") && text.Contains(mark, StringComparison.Ordinal)
            ? time
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"no such page on port {page.Port}: {text[..Math.Min(text.Length, 300)]}"));
    }
}
