using System.Globalization;
using Dachshund.Journal;
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
    private readonly Dictionary<string, LogWriter> _writers = [];
    private bool _redisStopped;
    private int _rotations;

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
        foreach (var name in s_agents)
            _writers.Add(name, LogWriter.Start(_scene.LogOf(name), LinesPerAgent));
        var writers = _writers.Values;
        try
        {
            while (!writers.All(writer => writer.IsDone))
                await DoSomethingAsync();
            await LetRedisGoOnAsync();
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
        await LetRedisGoOnAsync();
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
        var what = _random.Next(10);
        if (what >= 7)
        {
            await DoToLogOrRedisAsync(what - 7);
            return;
        }

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

    /// <summary>Redis stops or goes on, and meanwhile logs are renamed and truncated: what loses lines joins the two.</summary>
    private async Task DoToLogOrRedisAsync(int what)
    {
        var agent = s_agents[_random.Next(s_agents.Length)];
        if (what == 0)
        {
            _story.Add(_redisStopped ? "let Redis go on" : "stop Redis");
            if (_redisStopped)
                await LetRedisGoOnAsync();
            else
                await _scene.Redis.StopAsync();
            _redisStopped = !_redisStopped;
        }
        else if (what == 1 || !await TruncateAsync(agent))
        {
            var times = _random.Next(1, 4);
            _story.Add($"rename the log of {agent} {times} times");
            for (var i = 0; i < times; i++)
                await RenameAsync(agent);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 1000)), TimeProvider.System);
    }

    private async Task LetRedisGoOnAsync()
    {
        if (_redisStopped)
            await _scene.Redis.ContinueAsync();
        _redisStopped = false;
    }

    /// <summary>The writer makes the next file with its next burst.</summary>
    private async Task RenameAsync(string agent)
    {
        var log = _scene.LogOf(agent);
        if (File.Exists(log))
            File.Move(log, $"{log}.{++_rotations}");
        await Deadline.UntilAsync(
            () => Task.FromResult(_writers[agent].IsDone || File.Exists(log)), () => $"{log} is not written to any more");
    }

    /// <summary>
    /// Truncates a log of which every byte is stored, while Redis is stopped; what the writer writes next meets a tailer that can't
    /// store anything. False when it is not stored, as its machine is down, or Redis is stopped already.
    /// </summary>
    private async Task<bool> TruncateAsync(string agent)
    {
        var (log, writer) = (_scene.LogOf(agent), _writers[agent]);
        if (_redisStopped || writer.IsDone || !_machines[agent].IsWell || !File.Exists(log))
            return false;
        _story.Add($"truncate the log of {agent}");
        await writer.PauseAsync();
        await Deadline.UntilAsync(async () => await StoredOfAsync(agent, log) == new FileInfo(log).Length, () => $"{log} is not stored");
        await _scene.Redis.StopAsync();
        _redisStopped = true;
        using (var file = new FileStream(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(0);
        await writer.GoOnAsync();
        return true;
    }

    private async Task<long> StoredOfAsync(string agent, string log)
    {
        var inode = Inode.Of(log).ToString(CultureInfo.InvariantCulture);
        var key = $"dachshund:{JournalKeys.PartitionOf(agent, Partitions)}:ckpt:{agent}";
        var stored = await _scene.Redis.CommandAsync("HGETALL", key) as object?[] ?? [];
        // Each truncation is a generation of its own: the last counts.
        return stored.OfType<string>().Chunk(2).Where(field => field[0].Split(':') is { Length: 3 } parts && parts[1] == inode)
            .OrderBy(field => int.Parse(field[0].Split(':')[2], CultureInfo.InvariantCulture))
            .Select(field => long.Parse(field[1].Split(' ')[0], CultureInfo.InvariantCulture)).LastOrDefault(-1);
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
