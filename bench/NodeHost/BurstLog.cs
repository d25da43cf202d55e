using System.Globalization;
using System.Text;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// A log on fire: forty problems (four services, ten messages), each line one of them with values of its own.
/// </summary>
internal static class BurstLog
{
    public const int Problems = 40;
    private const int BlockLines = 100_000;

    private static readonly string[] s_services = ["billing", "router", "store", "session"];

    private static readonly string[] s_messages =
    [
        "cannot charge order {0}", "lease {0} held for {1}ms", "cannot open segment {0}", "refused by 10.2.3.{1}:{0}",
        "bad checksum in block {0}", "upstream gave {1} for {0}", "gave up on job {0}", "disk quota hit on volume {1}",
        "broken pipe after {0} bytes", "token {0} expired",
    ];

    /// <summary>Appends so many lines, a multiple of 100,000.</summary>
    public static async Task AppendAsync(string path, int lines)
    {
        var block = Block();
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        for (var written = 0; written < lines; written += BlockLines)
            await file.WriteAsync(block);
    }

    private static byte[] Block()
    {
        var random = new Random(1);
        var text = new StringBuilder();
        for (var line = 0; line < BlockLines; line++)
        {
            var time = TimeSpan.FromMilliseconds(line * 7L);
            text.Append(CultureInfo.InvariantCulture, $"2026-03-01 12:{time:mm\\:ss\\,fff} ERROR ");
            text.Append(s_services[line % s_services.Length]).Append(": ");
            var message = s_messages[line / s_services.Length % s_messages.Length];
            var (number, small) = (random.Next(10_000, 60_000), random.Next(100, 250));
            text.AppendFormat(CultureInfo.InvariantCulture, message, number, small);
            text.Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
