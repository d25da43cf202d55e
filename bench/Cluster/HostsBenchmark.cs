using System.Diagnostics;
using System.Globalization;
using Dachshund.Bench.NodeHost;
using Dachshund.Journal;
using Dachshund.TestKit.Redis;

namespace Dachshund.Bench.Cluster;

/// <summary>
/// 100,000 hosts that beat every five seconds, watched by one server: what that costs the server and Redis, how long after its due
/// time a host that fell silent is seen, and how long until all of very many that fell silent together are.
/// </summary>
public static class HostsBenchmark
{
    private const int Hosts = 100_000;
    private const int Partitions = 16;
    private const int Singles = 40;
    private const int Many = 10_000;
    private const double DelayBudgetMs = 1000;
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_offlineAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_steady = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(370);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs it; about three minutes.</summary>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var redis = await RedisServer.StartAsync("--appendfsync", "everysec");
        using var folder = new TestFolder();
        await using var server = await NodeProcess.StartAsync(Path.Combine(folder.Path, "server"), $$"""
            node { name = server, roles = [server] }
            redis { connection = "{{redis.Connection}}", partitions = {{Partitions.ToString(CultureInfo.InvariantCulture)}} }
            channels.phone { type = terminal }
            """);
        var plain = await PlainBeatMicrosecondsAsync(redis);
        var options = new JournalOptions { Connection = redis.Connection, Partitions = Partitions, CallTimeout = TimeSpan.FromSeconds(60) };
        await using var hosts = await SimulatedHosts.StartAsync(options, Hosts, s_every);
        await Task.Delay(s_every, TimeProvider.System);

        var (cpu, redisCpu) = (ProcessUsage.CpuSeconds(server.Id), ProcessUsage.CpuSeconds(redis.ProcessId));
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(s_steady, TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        cpu = (ProcessUsage.CpuSeconds(server.Id) - cpu) / seconds;
        redisCpu = (ProcessUsage.CpuSeconds(redis.ProcessId) - redisCpu) / seconds;
        var beats = Hosts / s_every.TotalSeconds;
        await new BudgetLine(
            string.Create(CultureInfo.InvariantCulture, $"{Hosts:N0} hosts at a 5 s beat, one server"),
            string.Create(CultureInfo.InvariantCulture,
                $"server {cpu:P1} of a core, {ProcessUsage.ResidentMegabytes(server.Id):F0} MB; Redis {redisCpu:P0} of a core, {redisCpu / beats * 1e6:F0} us a beat"),
            string.Create(CultureInfo.InvariantCulture, $"redis-benchmark SET EX, a beat that nobody watches: {plain:F0} us each"),
            "Redis keeps up: no beat an interval late", hosts.Late == 0).WriteAsync(output);

        await WriteAsync(output, $"delay after due, {Singles} hosts one by one", await LoseOneByOneAsync(redis, hosts));
        await WriteAsync(output, string.Create(CultureInfo.InvariantCulture, $"delay after due, {Many:N0} hosts lost at once"),
            await LoseAsync(redis, hosts, [.. Enumerable.Range(Singles, Many).Select(SimulatedHosts.NameOf)]));
    }

    private static async Task WriteAsync(TextWriter output, string what, double[] delays)
    {
        Array.Sort(delays);
        var worst = delays[^1];
        await new BudgetLine(
            what,
            string.Create(CultureInfo.InvariantCulture, $"p50 {delays[delays.Length / 2]:F0} ms, p99 {delays[delays.Length * 99 / 100]:F0} ms, max {worst:F0} ms"),
            "Prometheus: up to a scrape and an evaluation interval, 1 min each (its defaults)",
            string.Create(CultureInfo.InvariantCulture, $"{DelayBudgetMs:F0} ms"), worst <= DelayBudgetMs).WriteAsync(output);
    }

    private static async Task<double[]> LoseOneByOneAsync(RedisServer redis, SimulatedHosts hosts)
    {
        var losing = new List<Task<double[]>>();
        foreach (var number in Enumerable.Range(0, Singles))
        {
            losing.Add(LoseAsync(redis, hosts, [SimulatedHosts.NameOf(number)]));
            await Task.Delay(s_apart, TimeProvider.System);
        }

        return [.. (await Task.WhenAll(losing)).SelectMany(delays => delays)];
    }

    /// <summary>Silences hosts; ms from when each was due until the shard's state says that it is offline.</summary>
    private static async Task<double[]> LoseAsync(RedisServer redis, SimulatedHosts hosts, IReadOnlyList<string> names)
    {
        hosts.Silence(names);
        // What was on its way is answered by then, and no host is due.
        await Task.Delay(s_offlineAfter - s_every, TimeProvider.System);
        var due = names.ToDictionary(name => name, hosts.LastBeatOf);
        var byPartition = names.GroupBy(hosts.PartitionOf).ToDictionary(group => group.Key, group => group.ToHashSet());
        var delays = new List<double>();
        var started = Stopwatch.GetTimestamp();
        while (delays.Count < names.Count)
        {
            if (Stopwatch.GetElapsedTime(started) > s_timeout)
                throw new TimeoutException($"{names.Count - delays.Count} of {names.Count} silent hosts are not seen");
            foreach (var (partition, waiting) in byPartition)
            {
                var seen = await SaidAsync(redis, partition, waiting);
                waiting.ExceptWith(seen);
                delays.AddRange(seen.Select(host => (Stopwatch.GetElapsedTime(due[host]) - s_offlineAfter).TotalMilliseconds));
            }

            await Task.Delay(s_look, TimeProvider.System);
        }

        return [.. delays];
    }

    /// <summary>Those of the hosts of which the shard says something: that they are offline.</summary>
    private static async Task<IReadOnlyList<string>> SaidAsync(RedisServer redis, int partition, HashSet<string> hosts)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"dachshund:g:main:shard-{partition}:hosts");
        if (hosts.Count == 0)
            return [];
        if (hosts.Count == 1)
            return await redis.CommandAsync("HGET", key, hosts.First()) is null ? [] : [.. hosts];
        var known = await redis.CommandAsync("HKEYS", key) as object?[] ?? [];
        return [.. known.OfType<string>().Intersect(hosts)];
    }

    /// <summary>CPU time of Redis for a key that expires, written by redis-benchmark, in microseconds.</summary>
    private static async Task<double> PlainBeatMicrosecondsAsync(RedisServer redis)
    {
        const int Writes = 400_000;
        var before = ProcessUsage.CpuSeconds(redis.ProcessId);
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", redis.Port.ToString(CultureInfo.InvariantCulture), "-P", "16", "-q",
            "-n", Writes.ToString(CultureInfo.InvariantCulture), "-r", Hosts.ToString(CultureInfo.InvariantCulture),
            "SET", "host:__rand_int__", "up", "EX", "20",
        ];
        var start = new ProcessStartInfo("redis-benchmark") { RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("redis-benchmark did not start");
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (ProcessUsage.CpuSeconds(redis.ProcessId) - before) / Writes * 1e6;
    }
}
