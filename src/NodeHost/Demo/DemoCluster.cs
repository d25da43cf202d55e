using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Demo;

/// <summary>
/// Three machines on one, in a folder of their own: <c>web-1</c> has the log, and the Redis that all share; <c>desk-1</c> and
/// <c>desk-2</c> alert. Disposing ends every process, the Redis too, and removes the folder.
/// </summary>
internal sealed class DemoCluster : IAsyncDisposable
{
    /// <summary>The machine with the log.</summary>
    public const string Web = "web-1";

    /// <summary>Of match alerts.</summary>
    public const string ErrorsChannel = "errors";

    /// <summary>Of hosts that fell silent.</summary>
    public const string OfflineChannel = "offline";

    /// <summary>Of hosts that are back.</summary>
    public const string RecoveredChannel = "recovered";

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("dachshund-demo-").FullName;
    private readonly Dictionary<string, ChildNode> _nodes = [];
    private readonly Lock _lock = new();
    private readonly string _password = Guid.NewGuid().ToString("N");
    private readonly int _port = FreePort.On(IPAddress.Loopback);
    private readonly Phone _phone;
    private readonly string _language;
    private readonly TimeProvider _time;
    private JournalClient? _journal;

    /// <summary>Makes the folder; nothing runs yet.</summary>
    public DemoCluster(Phone phone, string language, TimeProvider time) => (_phone, _language, _time) = (phone, language, time);

    /// <summary>The servers.</summary>
    public static IReadOnlyList<string> Desks { get; } = ["desk-1", "desk-2"];

    /// <summary>The log of the service on <see cref="Web"/>.</summary>
    public string Log => Path.Combine(_folder, "shop.log");

    private string RedisFolder => Path.Combine(_folder, $"data-{Web}", "redis");

    /// <summary>Starts a node; the same one again, with what it had stored.</summary>
    /// <exception cref="DemoException">It does not start.</exception>
    public async Task StartAsync(string name, CancellationToken ct)
    {
        var file = Path.Combine(_folder, $"{name}.conf");
        await File.WriteAllTextAsync(file, Configuration(name), ct);
        await ChildNode.StartAsync(name, file, _time, Keep, ct);

        void Keep(ChildNode node)
        {
            lock (_lock)
                _nodes[name] = node;
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(string name)
    {
        await using var node = _nodes[name];
        await node.KillAsync();
    }

    /// <summary>Waits until one of these routes the alerts, as Redis has it.</summary>
    /// <returns>Which.</returns>
    public async Task<string> RouterAmongAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        _journal ??= await ConnectAsync(ct);
        while (true)
        {
            var router = (await _journal.LookAsync([JournalKeys.RouterLease], ct)) is { IsDone: true } look ? look.Value.Leases[0].Owner : "";
            var host = router.Split(':')[0];
            if (names.Contains(host))
                return host;
            await Task.Delay(s_look, _time, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_journal is not null)
            await _journal.DisposeAsync();
        // Those that need the Redis first, the one that has it last.
        await Task.WhenAll(_nodes.Values.Where(node => node.Name != Web).Select(node => node.DisposeAsync().AsTask()));
        if (_nodes.TryGetValue(Web, out var web))
            await web.DisposeAsync();
        await EndRedisAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A node that was killed leaves its Redis to the next start; there is none after the tour.</summary>
    private async Task EndRedisAsync()
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (FolderOf(process.Id) != RedisFolder)
                    continue;
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
    }

    private static string? FolderOf(int process)
    {
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cwd")).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Task<JournalClient> ConnectAsync(CancellationToken ct)
    {
        var loaded = ConfigurationLoader.Load(new ConfigurationRequest { InlineText = Configuration(Desks[0]) });
        return JournalClient.ConnectAsync(
            ConfigurationMapping.ToJournal(loaded.Valid), new JournalEnvironment(_time, NullLoggerFactory.Instance), ct);
    }

    private string Configuration(string name)
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        var (roles, redis) = name == Web
            ? ("[agent]", $"connection = embedded, embedded {{ port = {port}, password = {_password} }}")
            : ("[server]", $"connection = \"127.0.0.1:{port}\", password = {_password}");
        return $$"""
            dachshund {
              language = {{_language}}
              node { name = {{name}}, roles = {{roles}}, data-dir = "{{_folder}}/data-{{name}}" }
              redis { {{redis}}, partitions = 4 }
              context-web.port = 0
              cluster { heartbeat-interval = 1s, offline-after = 15s, recovered-after = 3s }
              {{(name == Web ? $"inputs.shop {{ paths = [\"{Log}\"], keywords = [ERROR], from = beginning }}" : "")}}
              channels {
                {{Channel(ErrorsChannel)}}
                {{Channel(OfflineChannel)}}
                {{Channel(RecoveredChannel)}}
              }
              alerting {
                channels = [{{ErrorsChannel}}], group-wait = 0s, group-interval = 3s
                routes = [
                  { match { kind = offline }, channels = [{{OfflineChannel}}] }
                  { match { kind = recovered }, channels = [{{RecoveredChannel}}] }
                ]
              }
            }
            """;
    }

    private string Channel(string name) =>
        $"{name} {{ type = dingtalk, webhook = \"{_phone.Webhook(name)}\", message-type = text, timeout = 5s }}";
}
