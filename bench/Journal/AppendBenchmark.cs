using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dachshund.Journal;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Sessions;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Bench.Journal;

/// <summary>
/// Raw entries a second through AppendAsync, a few batches in flight, against redis-benchmark's pipelined XADD on the
/// same server in the same run. Budget: 0.75 of it.
/// </summary>
public static class AppendBenchmark
{
    private const double Budget = 0.75;
    private const int EntryBytes = 200;
    private const int EntriesPerBatch = 256;
    private const int InFlight = 4;
    private const int Entries = 150_000;
    private const int Rounds = 3;

    /// <summary>Runs it; about ten seconds.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <returns>Whether the budget was reached.</returns>
    public static async Task<bool> RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var server = await RedisServer.StartAsync("--appendfsync", "always");
        var options = new JournalOptions { Connection = server.Connection, CallTimeout = TimeSpan.FromSeconds(20) };
        await using var client = await JournalClient.ConnectAsync(
            options, new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), CancellationToken.None);
        var identity = new SessionIdentity(0, "bench", "i1", TimeSpan.FromSeconds(5));
        var facts = new Dictionary<string, string>();
        await client.OpenSessionAsync(new SessionOpening(identity, facts) { Replace = true }, CancellationToken.None);

        var (ours, theirs) = (0.0, 0.0);
        await AppendAsync(client, "warm-up", EntriesPerBatch * 40);
        for (var round = 0; round < Rounds; round++)
        {
            // The best of a few rounds of each in turn: other work on the machine slows single rounds of either.
            ours = Math.Max(ours, await AppendAsync(client, $"round-{round}", Entries));
            await server.CommandAsync("DEL", client.Keys.Journal(0));
            theirs = Math.Max(theirs, await RedisBenchmarkAsync(server.Port));
            await server.CommandAsync("DEL", "rival");
        }

        var ratio = ours / theirs;
        await new BudgetLine(
            "journal append, appendfsync always",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ours:N0} entries/s of {EntryBytes} bytes, {InFlight} batches of {EntriesPerBatch} in flight"),
            string.Create(CultureInfo.InvariantCulture, $"redis-benchmark -P 64 XADD {theirs:N0} entries/s"),
            string.Create(CultureInfo.InvariantCulture, $"{Budget:F2} of it, is {ratio:F2}"),
            ratio >= Budget).WriteAsync(output);
        return ratio >= Budget;
    }

    private static async Task<double> AppendAsync(JournalClient client, string name, int entries)
    {
        var body = (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(new string('x', EntryBytes));
        var batch = Enumerable.Repeat(body, EntriesPerBatch).ToImmutableArray();
        var batches = entries / EntriesPerBatch / InFlight;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable.Range(0, InFlight).Select(writer => WriteAsync(client, $"{name}-{writer}", batch, batches)));
        return (double)batches * InFlight * EntriesPerBatch / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task WriteAsync(
        JournalClient client, string field, ImmutableArray<ReadOnlyMemory<byte>> batch, int batches)
    {
        var position = AppendFile.NoPosition;
        for (var number = 1; number <= batches; number++)
        {
            var next = number.ToString(CultureInfo.InvariantCulture);
            var file = new AppendFile(field, position, next, CheckpointNote.None, batch);
            var call = await client.AppendAsync(0, "bench", "i1", [file], CancellationToken.None);
            if (!call.IsDone || call.Value.Verdicts[0].Outcome != AppendOutcome.Ok)
                throw new InvalidOperationException($"an append failed: {call.Status} {call.Reason}");
            position = next;
        }
    }

    private static async Task<double> RedisBenchmarkAsync(int port)
    {
        var start =
            new ProcessStartInfo("redis-benchmark") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-P", "64",
            "-n", Entries.ToString(CultureInfo.InvariantCulture), "--csv",
            "XADD", "rival", "*", "e", new string('x', EntryBytes),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException("redis-benchmark did not start");
        var csv = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // "test","rps",... and one line of values; the command itself holds no quotes.
        var values = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split("\",\"");
        return double.Parse(values[1].Trim('"'), CultureInfo.InvariantCulture);
    }
}
