using System.Globalization;
using System.Text;

namespace Dachshund.Bench.Matching;

/// <summary>Makes the files that the scan benchmark reads: always the same bytes.</summary>
internal static class ScanCorpus
{
    private const int BlockBytes = 32 << 20;

    private static readonly string[] Components =
        ["o.a.h.DataNode", "billing.InvoiceService", "nginx.access", "http.server.Router", "db.pool.Connection", "cache.Store"];

    private static readonly string[] Quiet =
    [
        "request served path=/api/v1/orders/{0} status=200 bytes={1} took={2}ms", "cache refreshed keys={0} evicted={1} hit=0.{2}",
        "session {0} opened by user{1} from 10.2.{2}.17", "checkpoint written segment={0} offset={1} fsync={2}us",
        "scheduled job {0} finished, next run in {1} s, slot {2}", "connection accepted remote=192.168.{0}.{1} port={2}",
    ];

    private static readonly string[] Loud =
    [
        "failed to charge order {0} after {1} tries", "timeout waiting for lease {0} held for {1}ms", "cannot open segment {0} of {1}",
        "refused connection from 10.2.3.{1}:{0}", "checksum mismatch in block {0}", "upstream returned {1} for {0}",
        "retry exhausted for job {0}", "disk quota exceeded on volume {1}", "broken pipe while writing {0}", "token {0} expired",
    ];

    /// <summary>A file of ordinary lines; one in a hundred thousand has the level ERROR.</summary>
    public static async Task WriteQuietAsync(string path, long bytes)
    {
        var block = Block(Quiet, line => line % 100_000 == 77 ? "ERROR" : line % 5 == 0 ? "DEBUG" : "INFO", BlockBytes);
        await using var file = File.Create(path);
        for (var written = 0L; written < bytes; written += block.Length) await file.WriteAsync(block);
    }

    /// <summary>A file in which every line has the level ERROR: forty problems (four components, ten messages).</summary>
    public static Task WriteLoudAsync(string path, int bytes) => File.WriteAllBytesAsync(path, Block(Loud, _ => "ERROR", bytes));

    private static byte[] Block(string[] messages, Func<int, string> level, int bytes)
    {
        var random = new Random(1);
        var text = new StringBuilder(bytes + 256);
        for (var line = 0; text.Length < bytes; line++)
        {
            var time = TimeSpan.FromMilliseconds(line * 3L);
            text.Append(CultureInfo.InvariantCulture, $"2026-03-{1 + time.Days % 28:00} {time:hh\\:mm\\:ss\\,fff} {level(line),-5} ");
            text.Append(CultureInfo.InvariantCulture, $"[worker-{random.Next(16)}] {Components[1 + random.Next(messages == Loud ? 4 : 5)]} - ");
            text.AppendFormat(
                    CultureInfo.InvariantCulture, messages[random.Next(messages.Length)],
                    random.Next(1 << 20), random.Next(250),
                    random.Next(999));
            text.Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
