using System.Globalization;

namespace Dachshund.Cluster.Tests.Tail;

/// <summary>
/// A log to which a seed does things while a node reads it: written, half-written, rotated several times in a row, truncated,
/// regrown, compressed, deleted, replaced; the node is killed and suspended, Redis is slow, away and full. Then all is healed, and
/// an oracle that knows every byte judges.
/// </summary>
internal sealed class TailRun : IAsyncDisposable
{
    private const string Name = "hound";
    private const int Rules = 300;

    /// <summary>Lines that a living node has had so long before it, it has seen; then they are read or named as lost.</summary>
    private static readonly TimeSpan s_seenAfter = TimeSpan.FromSeconds(10);

    private readonly Scene _scene;
    private readonly Random _random;
    private readonly ModelLog _log;
    private readonly List<string> _story = [];
    private readonly bool _watchesRotated;
    private NodeProcess? _node;
    private bool _suspended;
    private bool _redisStopped;
    private bool _redisDead;
    private bool _redisFull;
    private long _looksSince;

    private TailRun(int seed, Scene scene)
    {
        (_random, _scene) = (new Random(seed), scene);
        _watchesRotated = _random.Next(3) == 0;
        _log = new ModelLog(Path.Combine(scene.Folder, "model.log"), Rules, _random);
    }

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Story => _story;

    private bool Looks => _node is { HasExited: false } && !_suspended;

    private bool RedisIsThere => !_redisStopped && !_redisDead;

    public static async Task<TailRun> SetAsync(int seed)
    {
        var scene = await Scene.SetAsync(partitions: 1);
        var run = new TailRun(seed, scene);
        var rules = string.Concat(Enumerable.Range(0, Rules).Select(
            rule => string.Create(CultureInfo.InvariantCulture, $"r{rule} {{ keywords = [\"{ModelLog.Keyword(rule)}\"] }}\n")));
        var rotated = run._watchesRotated ? $", \"{run._log.Path}.[0-9]\"" : "";
        scene.More = $"dachshund.inputs.model {{ paths = [\"{run._log.Path}\"{rotated}], from = beginning, rules {{\n{rules}}} }}";
        return run;
    }

    /// <summary>Does so many things, heals, and has the oracle judge.</summary>
    public async Task<TailOracle> RunAsync(int actions)
    {
        _log.Create();
        _log.Write(5);
        await StartAsync();
        for (var i = 0; i < actions; i++)
            await DoSomethingAsync();
        _story.Add("settle");
        await SettleAsync();
        return await JudgeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_redisStopped)
            await _scene.Redis.ContinueAsync();
        if (_suspended && _node is { HasExited: false })
            await _node.SignalAsync("CONT");
        await _scene.DisposeAsync();
    }

    /// <summary>
    /// Heals, and waits until nothing is missing. Else a file that a node can't read on would be forgotten: sooner or later
    /// something is done to it that excuses what is missing of it.
    /// </summary>
    private async Task SettleAsync()
    {
        await HealAsync();
        _log.WriteAllRules();
        var oracle = await LookAsync();
        await Deadline.UntilAsync(
            async () => (oracle = await LookAsync()) is { Missing.Count: 0 } or { Faults.Count: > 0 },
            () => $"lines are lost in silence: {string.Join("; ", oracle.Missing)}");
        Assert.True(oracle.Faults.Count == 0, string.Join("; ", oracle.Faults.Take(5)));
    }

    private async Task<TailOracle> JudgeAsync()
    {
        // Whatever the node still holds back comes out when it leaves: nothing may be counted twice then.
        if (_node is { } node)
            Assert.Equal(0, await node.TerminateAsync());
        var oracle = await LookAsync();
        Assert.True(oracle.Faults.Count == 0, string.Join("; ", oracle.Faults.Take(5)));
        Assert.Empty(oracle.Missing);
        return oracle;
    }

    private async Task<TailOracle> LookAsync() =>
        new(_log.Contents, await _scene.Journal.MatchesAsync(), await _scene.Journal.LostAsync());

    private async Task DoSomethingAsync()
    {
        if (_random.Next(3) == 0)
            await MendSomethingAsync();
        var (name, act) = _random.Next(23) switch
        {
            0 or 1 or 2 or 3 => ("write", Act(() => _log.Write(_random.Next(1, 40)))),
            4 => ("write all rules", Act(_log.WriteAllRules)),
            5 => ("write half", Act(() => { _log.EndHalf(); _log.WriteHalf(); })),
            6 or 7 or 8 => ("rotate", () => RotateAsync(1)),
            9 or 10 => ("rotate in a row", () => RotateAsync(_random.Next(2, 5))),
            11 => ("write late", Act(_log.WriteLate)),
            12 => ("compress", Act(() => { Leave(content => content.Path == _log.Path + ".1", "compressed"); _log.Compress(); })),
            13 => ("copytruncate", Act(() => { LeaveContent("copied and truncated"); _log.CopyTruncate(); })),
            14 => ("truncate and regrow", Act(() => { LeaveContent("truncated"); _log.TruncateAndRegrow(); })),
            15 => ("delete", () => SucceedAsync("deleted", _log.Delete)),
            16 => ("replace", () => SucceedAsync("replaced", _log.Replace)),
            17 => ("kill or start the node", KillOrStartAsync),
            18 => ("suspend the node or let it go on", SuspendOrContinueAsync),
            19 => ("stop Redis or let it go on", StopOrContinueRedisAsync),
            20 => ("kill or start Redis", KillOrStartRedisAsync),
            21 => ("settle", SettleAsync),
            _ => ("fill Redis or make room", FillOrEmptyRedisAsync),
        };
        _story.Add(name);
        await act();
        if (_random.Next(3) == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 700)), TimeProvider.System);
    }

    /// <summary>Faults pass: most of the time the node and its Redis work, or nothing but excuses would be tested.</summary>
    private async Task MendSomethingAsync()
    {
        if (_suspended)
            await SuspendOrContinueAsync();
        else if (_redisStopped)
            await StopOrContinueRedisAsync();
        else if (_redisDead)
            await KillOrStartRedisAsync();
        else if (_redisFull)
            await FillOrEmptyRedisAsync();
        else if (_node is { HasExited: true })
            await StartAsync();
    }

    private static Func<Task> Act(Action act) => () =>
    {
        act();
        return Task.CompletedTask;
    };

    private async Task RotateAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await SucceedAsync("rotated", _log.Rotate);
            _log.Write(_random.Next(1, 20));
        }
    }

    /// <summary>Another file takes the path. A node that looks is given the time to see it; one that doesn't may never.</summary>
    private async Task SucceedAsync(string how, Action act)
    {
        Leave(content => content.Path is not null, how);
        act();
        foreach (var content in _log.Contents.Where(content => content is { IsSeen: false, Path: null }))
            content.ExcuseFrom(0, "it came and went between two looks");
        if (Looks && _node is { } node)
        {
            await node.HoldsAsync(_log.Path);
            _log.Current.IsSeen = true;
        }
    }

    /// <summary>
    /// Today's limits, where a name changes or goes: what the node has never seen is not looked for under the names that rotation
    /// makes, unless they are watched; and what no name leads to can be read only by a node that holds it.
    /// </summary>
    private void Leave(Predicate<LogContent> which, string how)
    {
        foreach (var content in _log.Contents.Where(content => content.Path is not null && which(content)))
        {
            content.IsSeen |= Looks && _node is { } node && node.Holds(content.Path ?? "");
            if (!content.IsSeen && (!_watchesRotated || how != "rotated"))
                content.ExcuseFrom(0, $"{how} before the node saw it");
            else if (!Looks && !_suspended && how != "rotated")
                content.ExcuseFrom(0, $"{how} while the node was down");
        }
    }

    /// <summary>Today's limit of a truncation: what a living node had before it for long is read or named, newer bytes may not
    /// be.</summary>
    private void LeaveContent(string how)
    {
        var content = _log.Current;
        var now = TimeProvider.System.GetTimestamp();
        var seenBefore = Looks && TimeProvider.System.GetElapsedTime(_looksSince) > s_seenAfter
            ? now - ((long)s_seenAfter.TotalSeconds * TimeProvider.System.TimestampFrequency)
            : long.MinValue;
        var unseen = content.Lines.FirstOrDefault(line => line.WrittenAt > seenBefore);
        content.ExcuseFrom(unseen?.Offset ?? content.Size, $"{how} soon after it was written");
    }

    private async Task StartAsync()
    {
        await HealRedisAsync();
        await ExcuseForgottenAsync();
        _node = _scene.Start(Name, "[agent]");
        await _node.WatchingAsync();
        await _node.HoldsAsync(_log.Path);
        _log.Current.IsSeen = true;
        _looksSince = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Today's limit of a start: what Redis doesn't know and has another name now is not looked for.</summary>
    private async Task ExcuseForgottenAsync()
    {
        var fields = await _scene.Redis.CommandAsync("HKEYS", $"dachshund:0:ckpt:{Name}") as object?[] ?? [];
        var known = fields.OfType<string>().Select(field => field.Split(':')).Where(parts => parts.Length == 3)
            .Select(parts => ulong.Parse(parts[1], CultureInfo.InvariantCulture)).ToHashSet();
        foreach (var content in _log.Contents.Where(content => content.Path != _log.Path))
        {
            if (content.Path is null)
                content.ExcuseFrom(0, "no name leads to it, and the node that held it died");
            else if (!known.Contains(content.Inode) && !_watchesRotated)
                content.ExcuseFrom(0, "the node that saw it died before Redis knew of it");
        }
    }

    private async Task KillOrStartAsync()
    {
        if (_node is { HasExited: false } node)
        {
            _suspended = false;
            await node.KillAsync();
        }
        else
        {
            await StartAsync();
        }
    }

    private async Task SuspendOrContinueAsync()
    {
        if (_node is not { HasExited: false } node)
            return;
        await node.SignalAsync(_suspended ? "CONT" : "STOP");
        _suspended = !_suspended;
        _looksSince = TimeProvider.System.GetTimestamp();
    }

    private async Task StopOrContinueRedisAsync()
    {
        if (_redisDead)
            return;
        await (_redisStopped ? _scene.Redis.ContinueAsync() : _scene.Redis.StopAsync());
        _redisStopped = !_redisStopped;
    }

    private async Task KillOrStartRedisAsync()
    {
        if (_redisStopped)
            return;
        await (_redisDead ? _scene.Redis.RestartAsync() : _scene.Redis.KillAsync());
        (_redisDead, _redisFull) = (!_redisDead, false);
    }

    private async Task FillOrEmptyRedisAsync()
    {
        if (!RedisIsThere)
            return;
        await _scene.Redis.CommandAsync("CONFIG", "SET", "maxmemory", _redisFull ? "0" : "1mb");
        _redisFull = !_redisFull;
    }

    private async Task HealRedisAsync()
    {
        if (_redisStopped)
            await StopOrContinueRedisAsync();
        if (_redisDead)
            await KillOrStartRedisAsync();
        if (_redisFull)
            await FillOrEmptyRedisAsync();
    }

    private async Task HealAsync()
    {
        await HealRedisAsync();
        if (_suspended)
            await SuspendOrContinueAsync();
        if (_node is not { HasExited: false })
            await StartAsync();
    }
}
