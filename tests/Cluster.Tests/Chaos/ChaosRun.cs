using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests.Chaos;

/// <summary>
/// A cluster to which a seed does things while logs are written: nodes are killed, suspended, cut off, restarted, added and
/// stopped in order. At the end all is healed, and what the phone was told must be what was written.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const int Partitions = 4;
    private const int LinesPerAgent = 12_000;
    private static readonly string[] s_servers = ["one", "two", "three"];
    private static readonly string[] s_agents = ["web", "db"];

    private readonly Scene _scene;
    private readonly Random _random;
    private readonly Dictionary<string, Machine> _machines = [];
    private readonly List<string> _story = [];

    private ChaosRun(int seed, Scene scene) => (_random, _scene) = (new Random(seed), scene);

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Story => _story;

    public static async Task<ChaosRun> SetAsync(int seed)
    {
        var scene = await Scene.SetAsync(partitions: Partitions);
        scene.More = """
            dachshund.cluster { lease-ttl = 3s, lease-renew = 500ms, heartbeat-interval = 500ms, offline-after = 5s, recovered-after = 1s }
            """;
        var run = new ChaosRun(seed, scene);
        foreach (var name in s_servers)
            run.Add(name, connection => scene.StartServer(name, connection));
        foreach (var name in s_agents)
            run.Add(name, connection => scene.StartAgent(name, connection));
        return run;
    }

    /// <summary>Does it, heals, and checks; the figures of the run.</summary>
    public async Task<ChaosResult> RunAsync()
    {
        foreach (var machine in _machines.Values)
            machine.Start();
        await using var record = new ClusterRecord(
            _scene.Redis, [.. Enumerable.Range(0, Partitions).Select(n => $"shard-{n}"), "alert-router"]);
        var writers = s_agents.Select(name => LogWriter.Start(_scene.LogOf(name), LinesPerAgent)).ToArray();
        try
        {
            while (!writers.All(writer => writer.IsDone))
                await DoSomethingAsync();
            foreach (var machine in _machines.Values)
                await machine.HealAsync();
            var lines = writers.Sum(writer => (long)writer.Errors);
            await _scene.WaitForToldDistinctAsync(lines);
            JournalView.AssertDisjoint(await _scene.Journal.WaitForAsync(lines));
            Assert.Null(record.Fault);
            await Deadline.UntilAsync(
                () => Task.FromResult(_machines.Keys.All(name => OutagesToldOf(name) == record.OutagesOf(name))),
                () => string.Join(", ", _machines.Keys.Select(name => $"{name}: {record.OutagesOf(name)} outages, told {OutagesToldOf(name)}")));
            return new ChaosResult(
                _story.Count, lines, _scene.ToldDistinct, _scene.Repeats.Count, record.Turns,
                _machines.Keys.Sum(record.OutagesOf), _machines.Keys.Sum(OutagesToldOf));
        }
        finally
        {
            foreach (var writer in writers)
                await writer.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines.Values)
            await machine.KillAsync();
        foreach (var machine in _machines.Values)
            await machine.DisposeAsync();
        await _scene.DisposeAsync();
    }

    private void Add(string name, Func<string, NodeProcess> start) =>
        _machines.Add(name, new Machine(name, FaultProxy.Start(_scene.Redis.Port), start));

    private async Task DoSomethingAsync()
    {
        var machine = _machines.Values.ElementAt(_random.Next(_machines.Count));
        var what = _random.Next(7);
        _story.Add($"{what switch { 0 => "kill", 1 => "leave", 2 => "suspend", 3 => "isolate", 4 => "cut", _ => "heal" }} {machine.Name}");
        switch (what)
        {
            case 0:
                await machine.KillAsync();
                break;
            case 1:
                await machine.LeaveAsync();
                break;
            case 2:
                await machine.SuspendAsync();
                break;
            case 3:
                machine.Isolate();
                break;
            case 4:
                machine.Cut();
                break;
            default:
                await machine.HealAsync();
                break;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 1500)), TimeProvider.System);
    }

    /// <summary>
    /// Of how many outages of a host the phone was told. They and recoveries alternate: one message each; a repeat is marked.
    /// </summary>
    private int OutagesToldOf(string host)
    {
        var (outages, isDown) = (0, false);
        foreach (var message in _scene.Phone.Accepted)
        {
            var down = Scene.IsAbout(message, "offline", host) || Scene.IsAbout(message, "flapping", host);
            if (!down && !Scene.IsAbout(message, "recovered", host) && !(isDown && Scene.IsAbout(message, "left", host)))
                continue;
            if (down == isDown && Scene.MayRepeat(message))
                continue;
            Assert.True(down != isDown, $"{host} is said to be {(down ? "offline" : "back")} twice: {message.Text}");
            isDown = down;
            outages += down ? 1 : 0;
        }

        return outages;
    }
}
