using System.Diagnostics;
using System.Globalization;
using Dachshund.Bench.NodeHost;
using Dachshund.TestKit.Redis;

namespace Dachshund.Bench.Cluster;

/// <summary>
/// How long the alert router has no owner when the server that has it is killed, falls silent behind a cut network, or stops in
/// order: two real servers on one Redis, and the lease as Redis has it.
/// </summary>
public static class TakeOverBenchmark
{
    private const int Rounds = 20;
    private const string Lease = "dachshund:g:main:lease:alert-router";
    private const string Rival = "Akka.NET's split brain resolver: stable-after 20 s (its reference.conf)";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    // By then each has seen the other's presence.
    private static readonly TimeSpan s_acquainted = TimeSpan.FromSeconds(1);

    /// <summary>Runs it; about six minutes.</summary>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        await WriteAsync(output, "take-over after kill -9", await MeasureAsync(pair => pair.Owner.KillAsync()), 1000);
        await WriteAsync(output, "take-over after a silent partition", await MeasureAsync(pair => pair.IsolateOwner()), 6000);
        await WriteAsync(output, "hand-over by a graceful stop", await MeasureAsync(pair => pair.Owner.TerminateAsync()), 200);
    }

    private static async Task<double[]> MeasureAsync(Func<Pair, Task> lose)
    {
        await using var redis = await RedisServer.StartAsync("--appendfsync", "always");
        using var folder = new TestFolder();
        await using var pair = await Pair.StartAsync(redis, folder.Path);
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            await pair.SettleAsync();
            var owner = await pair.FindOwnerAsync();
            var started = Stopwatch.GetTimestamp();
            await lose(pair);
            while (await OwnerAsync(redis) is var now && (now.Length == 0 || now == owner))
            {
                if (Stopwatch.GetElapsedTime(started) > s_timeout)
                    throw new TimeoutException($"nobody took the router over from {owner}");
                await Task.Delay(s_look, TimeProvider.System);
            }

            times[round] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static async Task WriteAsync(TextWriter output, string what, double[] times, double budgetMs)
    {
        var worst = times[times.Length * 99 / 100];
        var ours = string.Create(CultureInfo.InvariantCulture, $"p50 {times[times.Length / 2]:F0} ms, p99 {worst:F0} ms");
        await new BudgetLine($"{what}, {times.Length} times", ours, Rival, $"{budgetMs:F0} ms", worst <= budgetMs).WriteAsync(output);
    }

    private static async Task<string> OwnerAsync(RedisServer redis) =>
        (await redis.CommandAsync("HGET", Lease, "owner") as string ?? "").Split(':')[0];

    /// <summary>Two servers, each behind a proxy of its own.</summary>
    private sealed class Pair(RedisServer redis, string folder) : IAsyncDisposable
    {
        private readonly Dictionary<string, (NodeProcess Node, FaultProxy Proxy)> _servers = [];
        private string _owner = "";

        public NodeProcess Owner => _servers[_owner].Node;

        public static async Task<Pair> StartAsync(RedisServer redis, string folder)
        {
            var pair = new Pair(redis, folder);
            await pair.StartAsync("one");
            await pair.StartAsync("two");
            return pair;
        }

        /// <summary>Both run, and each has seen the other; the one that was lost is started anew.</summary>
        public async Task SettleAsync()
        {
            if (_owner.Length > 0)
            {
                await StopAsync(_owner);
                await StartAsync(_owner);
            }

            await Task.Delay(s_acquainted, TimeProvider.System);
        }

        public async Task<string> FindOwnerAsync() => _owner = await OwnerAsync(redis);

        public Task IsolateOwner()
        {
            _servers[_owner].Proxy.Isolate();
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var name in _servers.Keys.ToArray())
                await StopAsync(name);
        }

        private async Task StartAsync(string name)
        {
            var proxy = FaultProxy.Start(redis.Port);
            _servers[name] = (await NodeProcess.StartAsync(Path.Combine(folder, name), $$"""
                node { name = {{name}}, roles = [server] }
                redis.connection = "{{proxy.Connection}}"
                channels.phone { type = terminal }
                """), proxy);
        }

        private async Task StopAsync(string name)
        {
            var (node, proxy) = _servers[name];
            await node.KillAsync();
            await node.DisposeAsync();
            await proxy.DisposeAsync();
        }
    }
}
