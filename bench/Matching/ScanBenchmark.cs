using System.Diagnostics;
using System.Globalization;
using Dachshund.Bench.NodeHost;
using Dachshund.Matching;

namespace Dachshund.Bench.Matching;

/// <summary>
/// Reading and matching a warm file, against ripgrep on the same file in the same run; and a file in which every line
/// matches, grouped, against grep that only counts. Takes about half a minute on a quiet machine.
/// </summary>
/// <remarks>
/// Both programs use one thread, so the time of a core that they take is what they would take on a machine that does
/// nothing else.
/// </remarks>
public static class ScanBenchmark
{
    private const long QuietBytes = 512L << 20;
    private const int LoudBytes = 64 << 20;
    private const int BufferBytes = 512 << 10; // as a tailed file is read
    private const int Rounds = 5;

    // Where a round takes the rival half a minute, one says enough.
    private const double RivalSecondsMax = 10;

    /// <summary>Runs it all in a folder of its own under the temporary folder, removed at the end.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("dachshund-scan-");
        try
        {
            var quiet = Path.Combine(folder.FullName, "quiet.log");
            await ScanCorpus.WriteQuietAsync(quiet, QuietBytes);
            await output.WriteLineAsync(
                $"tail + match, {QuietBytes >> 20} MB warm file, pread into {BufferBytes >> 10} KB, one thread");
            await CompareAsync(output, folder.FullName, quiet, "5 literals", FiveKeywords());
            await CompareAsync(output, folder.FullName, quiet, "16 defaults", DefaultKeywords.All);
            await CompareAsync(output, folder.FullName, quiet, "500 phrases", Phrases(500));
            await CompareAsync(output, folder.FullName, quiet, "500 random", RandomWords(500));
            File.Delete(quiet);

            var loud = Path.Combine(folder.FullName, "loud.log");
            await ScanCorpus.WriteLoudAsync(loud, LoudBytes);
            await BurstAsync(output, loud);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(
        TextWriter output, string folder, string log, string name, IReadOnlyList<string> keywords)
    {
        var patterns = Path.Combine(folder, "patterns");
        await File.WriteAllLinesAsync(patterns, keywords);
        var matcher = new ChunkMatcher(Rules(keywords));
        var lines = Scan(log, matcher, group: false);
        var (ours, rivals, rivalRounds) = (0.0, 0.0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (used, usedByEnded) = (Environment.CpuUsage.TotalTime, ProcessUsage.CpuSecondsOfEndedChildren());
            Scan(log, matcher, group: false);
            ours += (Environment.CpuUsage.TotalTime - used).TotalSeconds;
            if (rivals > RivalSecondsMax
                || await TimeAsync("rg", ["-F", "-c", "--no-mmap", "-f", patterns, log]) is null)
                continue;
            rivals += ProcessUsage.CpuSecondsOfEndedChildren() - usedByEnded;
            rivalRounds++;
        }

        var own = Rounds * QuietBytes / 1e9 / ours;
        var rival = rivalRounds == 0 ? (double?)null : rivalRounds * QuietBytes / 1e9 / rivals;
        await new BudgetLine(
            $"tail + match, {name}, {lines} matching lines",
            string.Create(CultureInfo.InvariantCulture, $"{own:F2} GB/s of a core"),
            rival is null
                ? "ripgrep is not installed"
                : string.Create(CultureInfo.InvariantCulture, $"ripgrep {rival:F2} GB/s"),
            "at least ripgrep's", own >= rival).WriteAsync(output);
    }

    private static async Task BurstAsync(TextWriter output, string log)
    {
        var matcher = new ChunkMatcher(Rules(DefaultKeywords.All));
        var lines = Scan(log, matcher, group: true);
        Scan(log, matcher, group: true);
        var (ours, rivals) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Time(() => Scan(log, matcher, group: true)));
            if (await TimeAsync("grep", ["-F", "-c", "-a", "ERROR", log]) is { } seconds) rivals.Add(seconds);
        }

        var rival = rivals.Count == 0
            ? "grep is not installed"
            : string.Create(CultureInfo.InvariantCulture, $"grep, which only counts, {PerSecond(lines / 1e6, rivals):F2}");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  every line matches, 40 problems, templates and groups: {PerSecond(lines / 1e6, ours):F2} M lines/s | {rival}"));
    }

    private static long Scan(string log, ChunkMatcher matcher, bool group)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
        using var file = File.OpenHandle(log);
        var matched = 0L;
        for (var offset = 0L; RandomAccess.Read(file, buffer, offset) is var read && read > 0;)
        {
            // Whole lines only; these files end with one.
            var chunk = buffer.AsSpan(0, buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1);
            matched += group ? matcher.Match(chunk, offset).MatchedLines : matcher.CountMatchingLines(chunk);
            offset += chunk.Length;
        }

        return matched;
    }

    private static double Time(Func<long> run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>How long a program takes, from its start to its end; null when it cannot be started.</summary>
    private static async Task<double?> TimeAsync(string program, string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
            if (process is null) return null;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>By the median of what it took.</summary>
    private static double PerSecond(double amount, List<double> seconds)
    {
        seconds.Sort();
        return amount / seconds[seconds.Count / 2];
    }

    private static RuleSet Rules(IReadOnlyList<string> keywords) =>
        RuleSet.Compile([new RuleDefinition { Input = "bench", Name = "literals", Keywords = keywords }]);

    private static string[] FiveKeywords() => ["ERROR", "FATAL", "panic:", "Out of memory", "segfault"];

    private static string[] Phrases(int count)
    {
        string[] verbs = ["failed", "cannot", "timeout", "refused", "denied", "broken", "corrupt"];
        string[] nouns = ["disk", "mount", "lease", "socket", "token", "schema", "index", "quota"];
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(i => $"{verbs[random.Next(verbs.Length)]} {nouns[random.Next(nouns.Length)]} {i}")];
    }

    private static string[] RandomWords(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ =>
            new string([.. Enumerable.Range(0, random.Next(5, 13)).Select(_ => (char)random.Next('a', 'z' + 1))]))];
    }
}
