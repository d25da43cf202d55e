using System.Diagnostics;
using System.Globalization;
using Dachshund.Journal;
using Dachshund.Journal.Entries;
using Dachshund.Journal.Streams;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// Ten million matching lines of forty problems, appended to one file as fast as the disk takes them: how long until
/// the journal has them all, in how many entries and how much memory, and what the phone is told. The rival, grep, only
/// counts.
/// </summary>
public static class BurstBenchmark
{
    private const int Lines = 10_000_000;
    private const int EntriesBudget = 100_000;
    private const int MessagesAMinute = 20;

    // How much more memory the second half of the burst may take than the first.
    private const double FlatBudget = 1.2;
    private const string Host = "bench";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_statusEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs it; a minute or two.</summary>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var folder = new TestFolder();
        await using var phone = WebhookServer.Start();
        var log = Path.Combine(folder.Path, "app.log");
        await File.WriteAllTextAsync(log, "");
        await using var node = await NodeProcess.StartAsync(Path.Combine(folder.Path, "node"), $$"""
            node.name = {{Host}}
            inputs.app { paths = ["{{log}}"], keywords = [ERROR], from = beginning }
            channels.phone { type = dingtalk, webhook = "{{phone.Url}}", budget = {{MessagesAMinute}} }
            alerting.group-interval = 10s
            """);
        await using var journal = await JournalClient.ConnectAsync(
            new JournalOptions { DataDirectory = node.DataDirectory },
            new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), CancellationToken.None);

        var started = Stopwatch.GetTimestamp();
        var burst = await FollowAsync(journal, node, BurstLog.AppendAsync(log, Lines), log, started);
        var (entries, counted) = await CountAsync(journal);
        var told = await ToldAsync(node, started);
        var rivalSeconds = await GrepAsync(log);

        await ReportJournalAsync(output, burst, entries, counted, $"grep -c, which only counts, {rivalSeconds:F1} s");
        await ReportPhoneAsync(output, told, phone.Received);
    }

    /// <summary>Waits until the file's position in the journal is its end, and looks at the memory meanwhile.</summary>
    private static async Task<Burst> FollowAsync(
        JournalClient journal, NodeProcess node, Task writing, string log, long started)
    {
        var (nodeBefore, redisBefore) = (ProcessUsage.CpuSeconds(node.Id), ProcessUsage.CpuSeconds(node.RedisId));
        var (memory, redisMemory) = (new List<double>(), 0.0);
        while (!writing.IsCompleted || await PositionAsync(journal, log) < new FileInfo(log).Length)
        {
            memory.Add(ProcessUsage.ResidentMegabytes(node.Id));
            redisMemory = Math.Max(redisMemory, ProcessUsage.ResidentMegabytes(node.RedisId));
            if (Stopwatch.GetElapsedTime(started) > s_timeout)
                throw new TimeoutException($"the journal did not take it all:\n{node.Printed()}");
            await Task.Delay(s_look, TimeProvider.System);
        }

        await writing;
        memory.Add(ProcessUsage.ResidentMegabytes(node.Id));
        return new Burst
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Bytes = new FileInfo(log).Length,
            Megabytes = memory,
            RedisMegabytes = redisMemory,
            NodeCpuSeconds = ProcessUsage.CpuSeconds(node.Id) - nodeBefore,
            RedisCpuSeconds = ProcessUsage.CpuSeconds(node.RedisId) - redisBefore,
        };
    }

    private static async Task<long> PositionAsync(JournalClient journal, string log)
    {
        var call = await journal.ReadCheckpointsAsync(journal.PartitionOf(Host), Host, CancellationToken.None);
        var stored = call.IsDone ? call.Value.FirstOrDefault(stored => stored.Note.Path == log) : null;
        return stored is null ? 0 : long.Parse(stored.Position, CultureInfo.InvariantCulture);
    }

    /// <summary>How many entries of matches the journal holds, and the lines that they stand for.</summary>
    private static async Task<(int Entries, long Lines)> CountAsync(JournalClient journal)
    {
        const int Page = 1000;
        var (entries, lines, after) = (0, 0L, StreamItem.Beginning);
        while (true)
        {
            var call = await journal.ReadStreamAsync(
                journal.Keys.Journal(journal.PartitionOf(Host)), after, Page, CancellationToken.None);
            if (!call.IsDone)
                throw new InvalidOperationException($"the journal cannot be read: {call.Reason}");
            foreach (var item in call.Value)
            {
                if (!JournalEntryCodec.TryDecode(item.Body.Span, out var entry, out var error))
                    throw new InvalidDataException(error);
                if (entry.Kind == "match")
                    (entries, lines) = (entries + 1, lines + entry.Count);
            }

            if (call.Value.Length == 0)
                return (entries, lines);
            after = call.Value[^1].Id;
        }
    }

    /// <summary>Waits until the channel was told of every line; with what it was told of when time is up.</summary>
    private static async Task<Told> ToldAsync(NodeProcess node, long started)
    {
        var (lines, alerts) = (0L, 0);
        while (lines < Lines && Stopwatch.GetElapsedTime(started) < s_timeout)
        {
            await Task.Delay(s_statusEvery, TimeProvider.System);
            using var status = await node.StatusAsync();
            if (status is null)
                continue;
            var channels = status.RootElement.GetProperty("channels").EnumerateArray();
            lines = channels.Sum(channel => channel.GetProperty("told").GetInt64());
            alerts = status.RootElement.GetProperty("alerts").GetArrayLength();
        }

        return new Told(lines, alerts, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task<double> GrepAsync(string log)
    {
        var started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("grep", ["-c", "-a", "-F", "ERROR", log]) { RedirectStandardOutput = true };
        using var grep = Process.Start(start) ?? throw new InvalidOperationException("grep did not start");
        await grep.StandardOutput.ReadToEndAsync();
        await grep.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task ReportJournalAsync(
        TextWriter output, Burst burst, int entries, long counted, string rival)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Lines:N0} lines, {burst.Bytes / 1e6:F0} MB, are in the journal after {burst.Seconds:F1} s: "
            + $"{Lines / burst.Seconds / 1e6:F2} M lines/s; "
            + $"CPU {burst.NodeCpuSeconds:F1} s of the node, {burst.RedisCpuSeconds:F1} s of Redis"));
        await new BudgetLine(
            $"burst of {BurstLog.Problems} problems, entries in the journal",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{entries:N0} entries that count {counted:N0} lines, {burst.Seconds:F1} s"),
            rival,
            string.Create(CultureInfo.InvariantCulture, $"under {EntriesBudget:N0} entries, every line counted"),
            entries < EntriesBudget && counted == Lines).WriteAsync(output);

        var half = burst.Megabytes.Count / 2;
        var (first, second) = (burst.Megabytes.Take(Math.Max(1, half)).Max(), burst.Megabytes.Skip(half).Max());
        await new BudgetLine(
            "burst, most resident in its halves",
            string.Create(
                CultureInfo.InvariantCulture, $"{first:F0} MB, {second:F0} MB (Redis {burst.RedisMegabytes:F0} MB)"),
            "no rival keeps counts",
            string.Create(CultureInfo.InvariantCulture, $"flat: under {FlatBudget:F1} times as much in the second"),
            second < first * FlatBudget).WriteAsync(output);
    }

    private static async Task ReportPhoneAsync(TextWriter output, Told told, int messages)
    {
        var most = MessagesAMinute * (1 + (int)(told.Seconds / 60));
        await new BudgetLine(
            "burst, what the phone is told",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{messages} messages of {told.Lines:N0} lines of {told.Alerts} problems, in {told.Seconds:F0} s"),
            string.Create(CultureInfo.InvariantCulture, $"a message a line would be {Lines:N0}"),
            $"at most {most} messages ({MessagesAMinute} a minute), every line told",
            messages <= most && told.Lines == Lines).WriteAsync(output);
    }

    private sealed record Burst
    {
        public required double Seconds { get; init; }

        public required long Bytes { get; init; }

        /// <summary>What of the node was in memory, over time.</summary>
        public required List<double> Megabytes { get; init; }

        public required double RedisMegabytes { get; init; }

        public required double NodeCpuSeconds { get; init; }

        public required double RedisCpuSeconds { get; init; }
    }

    private sealed record Told(long Lines, int Alerts, double Seconds);
}
