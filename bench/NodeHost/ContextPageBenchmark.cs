using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dachshund.TestKit.Redis;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// Fifty pages a second around hits all over a log of 10 GB, by the links of real messages, beside a server that only hands out a
/// small file; and how fast the node reads another log meanwhile, beside how fast it reads it when nobody opens pages.
/// </summary>
public static partial class ContextPageBenchmark
{
    private const long LogBytes = 10L << 30;
    private const int Regions = 20;
    private const int RegionLines = 400;
    private const long LoadBytes = 2L << 30;
    private const int Rounds = 3;
    private const double MedianMsBudget = 10;
    private const double WorstMsBudget = 50;
    private const double SpeedBudget = 0.8;
    private const string Mark = "id=\"hit\"";
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs it; about two minutes. Needs 2 GB of disk: most of the log is holes.</summary>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var folder = new TestFolder();
        await using var phone = WebhookServer.Start();
        var logs = Path.Combine(folder.Path, "logs");
        Directory.CreateDirectory(logs);
        var log = Path.Combine(logs, "big.log");
        await File.WriteAllTextAsync(log, "");
        await using var node = await NodeProcess.StartAsync(Path.Combine(folder.Path, "node"), string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            node.address = "127.0.0.1"
            context-web.port = {{RedisServer.FreePort()}}
            inputs.app { paths = ["{{logs}}/*.log"], keywords = [ERROR], from = beginning }
            channels.phone { type = dingtalk, webhook = "{{phone.Url}}", budget = 1000 }
            alerting.group-wait = 0s
            """));
        var pages = await WriteLogAsync(log, phone, node);
        await PageLoad.RunAsync(pages, Mark, s_warmUp);
        var times = await PageLoad.RunAsync(pages, Mark, s_window);
        var rival = await OfRivalAsync(folder.Path);
        await ReportPagesAsync(output, times, rival);

        var (alone, meanwhile, busy) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await TailAsync(folder.Path, $"alone{Letter(round)}", phone, node));
            using var stop = new CancellationTokenSource();
            var opening = PageLoad.RunAsync(pages, Mark, stop.Token);
            meanwhile.Add(await TailAsync(folder.Path, $"meanwhile{Letter(round)}", phone, node));
            await stop.CancelAsync();
            busy.AddRange(await opening);
        }

        busy.Sort();
        await ReportTailingAsync(output, Median(alone), Median(meanwhile), busy);
    }

    /// <summary>Lets the log grow to its size, with lines here and there and a hit among them; the pages of the hits.</summary>
    private static async Task<Uri[]> WriteLogAsync(string path, WebhookServer phone, NodeProcess node)
    {
        var pages = new Uri[Regions];
        for (var region = 0; region < Regions; region++)
        {
            var problem = $"region{Letter(region)}";
            var lines = new StringBuilder("\n");
            for (var line = 0; line < RegionLines; line++)
            {
                lines.Append(CultureInfo.InvariantCulture, $"2026-03-01 12:00:00,{line:000} ");
                lines.Append(line == RegionLines / 2 ? $"ERROR {problem} is lost\n" : "INFO a request came in and was answered in time\n");
            }

            await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0))
            {
                file.Position = (LogBytes / Regions * (region + 1)) - lines.Length;
                await file.WriteAsync(Encoding.ASCII.GetBytes(lines.ToString()));
            }

            pages[region] = PageOf(await ArrivalAsync(phone, problem, node));
        }

        return pages;
    }

    /// <summary>Lets the node read a log that appears at once and whole; bytes a second from one hit, when it is well under way, to
    /// the other at the end.</summary>
    private static async Task<double> TailAsync(string folder, string name, WebhookServer phone, NodeProcess node)
    {
        var path = Path.Combine(folder, name);
        var block = Encoding.ASCII.GetBytes(string.Concat(
            Enumerable.Repeat("2026-03-01 12:00:00,000 INFO a request came in and was answered in time\n", 16 * 1024)));
        long from;
        await using (var file = File.Create(path, 1 << 20))
        {
            await FillAsync(file, block, LoadBytes / 8);
            from = file.Length;
            await file.WriteAsync(Encoding.ASCII.GetBytes($"ERROR first {name} line\n"));
            await FillAsync(file, block, LoadBytes);
            await file.WriteAsync(Encoding.ASCII.GetBytes($"ERROR last {name} line\n"));
        }

        var log = Path.Combine(folder, "logs", name + ".log");
        File.Move(path, log);
        var first = await ArrivalAsync(phone, $"first {name}", node);
        var last = await ArrivalAsync(phone, $"last {name}", node);
        var length = new FileInfo(log).Length - from;
        File.Delete(log);
        return length / Stopwatch.GetElapsedTime(first.Timestamp, last.Timestamp).TotalSeconds;
    }

    private static async Task FillAsync(FileStream file, byte[] block, long length)
    {
        while (file.Length < length)
            await file.WriteAsync(block);
    }

    private static async Task<Arrival> ArrivalAsync(WebhookServer phone, string text, NodeProcess node)
    {
        try
        {
            return await phone.WaitForAsync(text, s_timeout);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'{text}' did not arrive in {s_timeout.TotalSeconds} s:\n{node.Printed()}", e);
        }
    }

    private static Uri PageOf(Arrival arrival)
    {
        using var message = JsonDocument.Parse(arrival.Body);
        var text = message.RootElement.GetProperty("markdown").GetProperty("text").GetString() ?? "";
        return Link().Match(text) is { Success: true } match
            ? new Uri(Uri.UnescapeDataString(match.Groups[1].Value))
            : throw new InvalidDataException($"a message without a link: {text}");
    }

    /// <summary>Python's server, which reads 8 KB and sends them; null where there is no Python.</summary>
    private static async Task<List<double>?> OfRivalAsync(string folder)
    {
        var (served, port) = (Path.Combine(folder, "served"), RedisServer.FreePort());
        Directory.CreateDirectory(served);
        await File.WriteAllTextAsync(Path.Combine(served, "l"), Mark + new string('x', 8192 - Mark.Length));
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList =
            {
                "-c",
                "command -v python3 >/dev/null && exec python3 -m http.server --bind 127.0.0.1 --directory \"$0\" \"$1\" >/dev/null 2>&1",
                served, port.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var server = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        try
        {
            Uri[] page = [new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/l"))];
            while (!await IsThereAsync(page[0]))
            {
                if (server.HasExited)
                    return null;
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }

            await PageLoad.RunAsync(page, Mark, s_warmUp);
            return await PageLoad.RunAsync(page, Mark, s_window);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsThereAsync(Uri page)
    {
        using var client = new HttpClient();
        try
        {
            return (await client.GetAsync(page)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task ReportPagesAsync(TextWriter output, List<double> times, List<double>? rival)
    {
        foreach (var (name, part, budget) in new[] { ("p50", 0.5, MedianMsBudget), ("p99", 0.99, WorstMsBudget) })
        {
            await new BudgetLine(
                $"page around a hit in a log of 10 GB, {PageLoad.ASecond} a second, {name} of {times.Count}", Ms(At(times, part)),
                rival is null ? "python3 is not installed" : $"python3 -m http.server, a file of 8 KB {Ms(At(rival, part))}",
                Ms(budget), At(times, part) <= budget).WriteAsync(output);
        }
    }

    private static Task ReportTailingAsync(TextWriter output, double alone, double meanwhile, List<double> busy) => new BudgetLine(
        $"tailing while {PageLoad.ASecond} pages a second are opened",
        string.Create(CultureInfo.InvariantCulture, $"{meanwhile / 1e9:F2} GB/s (pages p50 {Ms(At(busy, 0.5))}, p99 {Ms(At(busy, 0.99))})"),
        string.Create(CultureInfo.InvariantCulture, $"the node while nobody opens pages {alone / 1e9:F2} GB/s"),
        string.Create(CultureInfo.InvariantCulture, $"{SpeedBudget:F1} of that"),
        meanwhile >= alone * SpeedBudget).WriteAsync(output);

    private static double At(List<double> sorted, double part) => sorted[(int)(sorted.Count * part)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    // Letters only, so that no part of a problem's name is taken for a variable.
    private static string Letter(int number) => $"{(char)('a' + number)}";

    private static string Ms(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F1} ms");

    [GeneratedRegex(@"dingtalk://dingtalkclient/page/link\?url=([^&)]+)&pc_slide=false")]
    private static partial Regex Link();
}
