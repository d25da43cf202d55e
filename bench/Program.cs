using System.Diagnostics;
using System.Globalization;
using Dachshund.Bench.Cluster;
using Dachshund.Bench.Journal;
using Dachshund.Bench.Kernel;
using Dachshund.Bench.Matching;
using Dachshund.Bench.NodeHost;
using Dachshund.Bench.Tailing;

namespace Dachshund.Bench;

/// <summary>
/// Runs the benchmarks named, or all. Exit 0 when all of them ran, whatever their figures; 1 when one failed to; 2 for
/// a wrong name.
/// </summary>
internal static class Program
{
    private static readonly (string Name, Func<TextWriter, Task> RunAsync)[] s_benchmarks =
    [
        ("kernel", KernelBenchmark.RunAsync),
        ("append", AppendBenchmark.RunAsync),
        ("latency", LatencyBenchmark.RunAsync),
        ("scan", ScanBenchmark.RunAsync),
        ("tail", TailBenchmark.RunAsync),
        ("idle", IdleBenchmark.RunAsync),
        ("burst", BurstBenchmark.RunAsync),
        ("takeover", TakeOverBenchmark.RunAsync),
        ("hosts", HostsBenchmark.RunAsync),
        ("page", ContextPageBenchmark.RunAsync),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (args.FirstOrDefault(name => s_benchmarks.All(benchmark => benchmark.Name != name)) is { } unknown)
        {
            var names = string.Join(", ", s_benchmarks.Select(benchmark => benchmark.Name));
            await Console.Error.WriteLineAsync($"bench: there is no benchmark '{unknown}', only {names}");
            return 2;
        }

        var failed = false;
        foreach (var (name, run) in s_benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
            failed |= !await RunAsync(name, run);
        return failed ? 1 : 0;
    }

    private static async Task<bool> RunAsync(string name, Func<TextWriter, Task> run)
    {
        await Console.Out.WriteLineAsync($"== {name}");
        var started = Stopwatch.GetTimestamp();
        var running = run(Console.Out);

        // Whatever one benchmark throws, the next still runs.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Console.Out.WriteLineAsync(running.IsCompletedSuccessfully
            ? string.Create(CultureInfo.InvariantCulture, $"   {seconds:F0} s")
            : $"bench: {name} failed: {running.Exception?.InnerException?.ToString() ?? "cancelled"}");
        return running.IsCompletedSuccessfully;
    }
}
