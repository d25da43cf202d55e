using Dachshund.TestKit.Channels;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>The four machines of the older tool's manual, each with a folder for its scripts' files and a task that must run, and
/// the wall clock of their Redis, which alone says what day it is.</summary>
internal sealed class FourDevices : IAsyncDisposable
{
    public static readonly string[] Hosts = ["alisrv", "comsrv", "backupsrv", "respi"];

    // Far from any day that the machines themselves may see.
    private static readonly DateTimeOffset s_firstDay = new(2030, 5, 14, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly RedisClock _clock;
    private readonly Scene _scene;
    private readonly Dictionary<string, NodeProcess> _nodes = [];
    private readonly int _webPort = RedisServer.FreePort();

    private FourDevices(RedisClock clock, Scene scene) => (_clock, _scene) = (clock, scene);

    public Scene Scene => _scene;

    /// <summary>What the phone was told, in its order.</summary>
    public IReadOnlyList<FakeMessage> Told => _scene.Phone.Accepted;

    /// <summary>The daily reports among it.</summary>
    public IReadOnlyList<FakeMessage> Reports =>
        [.. Told.Where(message => message.Title.StartsWith("Daily report", StringComparison.Ordinal))];

    /// <summary>Sets them up, at eight in the morning of the first day; the report comes at eleven.</summary>
    public static async Task<FourDevices> StartAsync()
    {
        var clock = new RedisClock(s_firstDay.AddHours(8));
        var devices = new FourDevices(clock, await Scene.SetAsync(partitions: 1, clock: clock));
        await Task.WhenAll(Hosts.Select(devices.StartAsync));
        await Deadline.UntilAsync(
            async () => await devices._scene.Redis.CommandAsync("HGET", "dachshund:g:main:report:state", "day") is "20300513",
            () => "nobody waits for the first report");
        return devices;
    }

    /// <summary>Starts a machine's node.</summary>
    public Task StartAsync(string host)
    {
        _scene.WebPort = host == "alisrv" ? _webPort : 0;
        _scene.More = $$"""
            dachshund {
              zone = Asia/Shanghai
              node { address = "127.0.0.1", ssh = "root@{{host}}.lan" }
              cluster { heartbeat-interval = 1s, offline-after = 6s, recovered-after = 1s }
              drop-folders.jobs { paths = ["{{FolderOf(host)}}"], settle = 200ms }
              report {
                channels = [ding]
                tasks { alisrv = [nginx], comsrv = [mysql], backupsrv = [nightly-backup], respi = [sensors] }
              }
            }
            """;
        _nodes[host] = _scene.Start(host, host == "alisrv" ? "[agent, server, seed]" : "[agent]");
        return _nodes[host].WatchingAsync();
    }

    /// <summary>The power of a machine fails.</summary>
    public Task KillAsync(string host) => _nodes[host].KillAsync();

    /// <summary>A script of a machine leaves a file.</summary>
    public void Drop(string host, string name, string text) => File.WriteAllText(Path.Combine(FolderOf(host), name), text);

    /// <summary>A machine's service writes to its log.</summary>
    public void Log(string host, string lines) => File.AppendAllText(_scene.LogOf(host), lines);

    /// <summary>A machine runs a task, as its crontab says; the exit code.</summary>
    public async Task<int> RunAsync(string host, string task, string script)
    {
        await using var run = NodeProcess.Start(_scene.Folder, "task", "run", task, "-c", $"{host}.conf", "--", "sh", "-c", script);
        return await run.ExitAsync();
    }

    /// <summary>The wall clock of Redis shows another time of the first day or one after it.</summary>
    public void Turn(int day, int hour, int minute = 0) => _clock.Set(s_firstDay.AddDays(day - 1).AddHours(hour).AddMinutes(minute));

    /// <summary>Waits until a task was last well at an hour of Redis' clock, which is one of UTC here.</summary>
    public async Task WellAsync(string host, string task, string hour)
    {
        var known = "";
        await Deadline.UntilAsync(
            async () =>
            {
                known = await _scene.Redis.CommandAsync("HGET", "dachshund:g:main:shard-0:tasks", $"{host}/{task}") as string ?? "";
                return known.Contains($"\"success\":{{\"time\":\"{hour}", StringComparison.Ordinal);
            },
            () => $"{task} was not well at {hour}: {known}");
    }

    /// <summary>Waits for the report of a number, from 1 on, and gives it.</summary>
    public async Task<FakeMessage> ReportAsync(int number)
    {
        await Deadline.UntilAsync(
            () => Task.FromResult(Reports.Count >= number),
            () => $"no report came; told was {string.Join('\n', Told.Select(message => message.Text))}");
        return Reports[number - 1];
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        _clock.Dispose();
    }

    private string FolderOf(string host) =>
        Directory.CreateDirectory(Path.Combine(_scene.Folder, $"drop-{host}")).FullName;
}
