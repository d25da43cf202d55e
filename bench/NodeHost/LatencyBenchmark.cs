using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dachshund.TestKit.Redis;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// From the write of a line to the last byte of the webhook's call, one host with an embedded Redis and group-wait 0,
/// against what one would do by hand: tail, grep and curl. Each line is a problem that was never seen, so it is sent at
/// once.
/// </summary>
public static class LatencyBenchmark
{
    private const int WarmUp = 50;
    private const int Lines = 200;
    private const double MedianMsBudget = 5;
    private const double WorstMsBudget = 20;

    private const string Pipeline =
        """
        tail -n 0 -F "$1" 2>/dev/null | grep --line-buffered -F ERROR | while read -r line; do
          curl -s -o /dev/null -H 'Content-Type: application/json' -d "{\"text\":{\"content\":\"$line\"}}" "$2"
        done
        """;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(10);

    // Letters only, so that no part of a problem's name is taken for a variable.
    private static readonly string[] s_first =
    [
        "amber", "brass", "cedar", "delta", "ember", "flint", "grove", "hazel",
        "ivory", "jaunty", "khaki", "lemon", "maple", "nickel", "olive", "pearl",
    ];

    private static readonly string[] s_second =
    [
        "anchor", "basket", "candle", "dragon", "engine", "falcon", "garden", "hammer",
        "island", "jacket", "kettle", "ladder", "magnet", "needle", "orchard", "pillow",
    ];

    /// <summary>Runs it; about fifteen seconds.</summary>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var folder = new TestFolder();
        var (median, worst) = await OfNodeAsync(folder.Path);
        var rival = "curl is not installed";
        var (rivalMedian, rivalWorst) = (rival, rival);
        if (IsInstalled("curl"))
        {
            var (p50, p99) = await OfPipelineAsync(folder.Path);
            (rivalMedian, rivalWorst) = ($"tail -F | grep | curl {Ms(p50)}", $"tail -F | grep | curl {Ms(p99)}");
        }

        await new BudgetLine(
            $"line written to webhook called, p50 of {Lines}", Ms(median), rivalMedian, Ms(MedianMsBudget),
            median <= MedianMsBudget).WriteAsync(output);
        await new BudgetLine(
            $"line written to webhook called, p99 of {Lines}", Ms(worst), rivalWorst, Ms(WorstMsBudget),
            worst <= WorstMsBudget).WriteAsync(output);
    }

    private static async Task<(double Median, double Worst)> OfNodeAsync(string folder)
    {
        await using var phone = WebhookServer.Start();
        var log = Path.Combine(folder, "node.log");
        await File.WriteAllTextAsync(log, "");
        await using var node = await NodeProcess.StartAsync(Path.Combine(folder, "node"), $$"""
            inputs.app { paths = ["{{log}}"], keywords = [ERROR] }
            channels.phone { type = dingtalk, webhook = "{{phone.Url}}", budget = 1000 }
            alerting.group-wait = 0s
            """);
        return await MeasureAsync(log, phone, node.Printed);
    }

    private static async Task<(double Median, double Worst)> OfPipelineAsync(string folder)
    {
        await using var phone = WebhookServer.Start();
        var log = Path.Combine(folder, "pipeline.log");
        await File.WriteAllTextAsync(log, "");
        using var shell = Process.Start("/bin/sh", ["-c", Pipeline, "sh", log, phone.Url]);
        try
        {
            return await MeasureAsync(log, phone, () => "the pipeline is silent");
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
            await shell.WaitForExitAsync();
        }
    }

    private static async Task<(double Median, double Worst)> MeasureAsync(
        string log, WebhookServer phone, Func<string> state)
    {
        await using var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        await WaitUntilWatchedAsync(file, phone, state);
        var times = new List<double>();
        for (var number = 0; number < WarmUp + Lines; number++)
        {
            var problem = s_first[number / s_second.Length] + s_second[number % s_second.Length];
            var line = Line(problem);
            var written = Stopwatch.GetTimestamp();
            await file.WriteAsync(line);
            var arrival = await ArrivalAsync(phone, problem, state);
            if (number >= WarmUp)
                times.Add(Stopwatch.GetElapsedTime(written, arrival.Timestamp).TotalMilliseconds);

            // Each line finds everything at rest, as the first line of a problem does.
            await Task.Delay(s_rest, TimeProvider.System);
        }

        times.Sort();
        return (times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    /// <summary>tail says nowhere that it has begun to watch, so it is given lines until one arrives.</summary>
    private static async Task WaitUntilWatchedAsync(FileStream file, WebhookServer phone, Func<string> state)
    {
        const string Problem = "whetstone";
        var first = ArrivalAsync(phone, Problem, state);
        while (!first.IsCompleted)
        {
            await file.WriteAsync(Line(Problem));
            await Task.WhenAny(first, Task.Delay(s_retry, TimeProvider.System));
        }

        await first;
    }

    private static async Task<Arrival> ArrivalAsync(WebhookServer phone, string problem, Func<string> state)
    {
        try
        {
            return await phone.WaitForAsync(problem, s_timeout);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'{problem}' did not arrive in {s_timeout.TotalSeconds} s:\n{state()}", e);
        }
    }

    private static byte[] Line(string problem) =>
        Encoding.ASCII.GetBytes($"2026-03-01 12:00:00,000 ERROR {problem} is lost\n");

    private static string Ms(double milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F1} ms");

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
