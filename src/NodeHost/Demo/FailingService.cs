using System.Globalization;
using System.Text;

namespace Dachshund.NodeHost.Demo;

/// <summary>
/// A web shop that writes a log, and breaks when it is told to. It counts what it writes: that is what must arrive. One loop
/// writes; the rest may be used from elsewhere.
/// </summary>
internal sealed class FailingService(string log, TimeProvider time)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);

    // The same tour each time.
    private readonly Random _random = new(4711);
    private long _lines;
    private long _errors;
    private long _order = 4700;

    /// <summary>Whether it fails now.</summary>
    public bool Fails { get; set; }

    /// <summary>Lines that it wrote.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>Those of them that hold ERROR.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>Writes until it is ended.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        using var timer = new PeriodicTimer(s_every, time);
        var text = new StringBuilder();
        while (!ct.IsCancellationRequested)
        {
            var errors = 0;
            text.Clear();
            var count = _random.Next(1, 5);
            for (var line = 0; line < count; line++)
                errors += Fails && _random.Next(3) > 0 ? WriteError(text) : WriteInfo(text);
            // Not cut off by the end: a line is counted when it is in the file.
            await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), CancellationToken.None);
            await file.FlushAsync(CancellationToken.None);
            Interlocked.Add(ref _lines, count);
            Interlocked.Add(ref _errors, errors);
            try
            {
                await timer.WaitForNextTickAsync(ct);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private int WriteInfo(StringBuilder text)
    {
        Write(text, $"INFO  shop.orders - order {++_order} accepted, {_random.Next(1, 9)} items, {_random.Next(8, 90)} ms");
        return 0;
    }

    private int WriteError(StringBuilder text)
    {
        Write(text, _random.Next(4) == 0
            ? $"ERROR shop.stock - warehouse {_random.Next(1, 6)} does not answer: connection reset by peer"
            : $"ERROR shop.payment - order {++_order}: bank {_random.Next(1, 20)} timed out after {_random.Next(3000, 3100)} ms");
        return 1;
    }

    private void Write(StringBuilder text, string line) =>
        text.Append(time.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss.fff ", CultureInfo.InvariantCulture)).Append(line).Append('\n');
}
