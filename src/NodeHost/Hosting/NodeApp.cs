using System.Globalization;
using System.Reflection;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.Node;
using Dachshund.Actors.Shard;
using Dachshund.Journal;
using Dachshund.Journal.Embedded;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.NodeHost.Configuration;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// One node in this process: data directory, Redis, session and actors, from start to leave. <c>Program</c> only parses and calls
/// it, so that a test can run a node too.
/// </summary>
internal sealed class NodeApp : IAsyncDisposable
{
    private static readonly TimeSpan s_leaveTimeout = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_connectRetry = TimeSpan.FromSeconds(1);

    private readonly DachshundConfiguration _configuration;
    private readonly NodeSurroundings _surroundings;
    private readonly ILogger _log;
    private DataDirectory? _directory;
    private EmbeddedRedis? _embedded;
    private JournalClient? _journal;
    private ActorSystem? _system;
    private NodeActors? _actors;
    private SessionIdentity? _identity;
    private bool _left;

    private NodeApp(DachshundConfiguration configuration, NodeSurroundings surroundings)
    {
        _configuration = configuration;
        _surroundings = surroundings;
        _log = surroundings.LoggerFactory.CreateLogger("Dachshund.Node");
    }

    /// <summary>The node's name; empty before the start.</summary>
    public string Host => _identity?.Host ?? "";

    /// <summary>Completes when the node can't go on: another process has its name, or an actor failed for good.</summary>
    public Task Failed => _system?.WhenTerminated ?? Task.CompletedTask;

    /// <summary>Why it can't go on; null when it does, or was stopped.</summary>
    public Exception? Failure => _system?.EscalatedFailure;

    /// <summary>Its actors; null before the start.</summary>
    public NodeActors? Actors => _actors;

    /// <summary>The exact tree of its actors; null before the start.</summary>
    public ActorTreeNode? Tree => _system?.Snapshot();

    /// <summary>Makes a node; nothing runs before <see cref="StartAsync"/>.</summary>
    public static NodeApp Create(DachshundConfiguration configuration, NodeSurroundings surroundings) => new(configuration, surroundings);

    /// <summary>Starts the node. With Redis away it waits, and says so.</summary>
    /// <exception cref="NodeStartException">It can't start; the message says why and what to do.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        _directory = DataDirectory.Open(_configuration.Node.DataDir);
        var host = NameOf(_directory);
        try
        {
            var options = ConfigurationMapping.ToJournal(_configuration);
            var environment = new JournalEnvironment(_surroundings.Time, _surroundings.LoggerFactory);
            if (options.IsEmbedded)
                _embedded = await EmbeddedRedis.StartAsync(options, environment, ct);
            _journal = await ConnectAsync(options, environment, ct);
            await StartActorsAsync(_journal, host, ct);
        }
        catch (JournalException e)
        {
            throw new NodeStartException(e.Message);
        }
    }

    /// <summary>Leaves: stores what was read, gives the leases back, says goodbye, stops the embedded Redis.</summary>
    public async Task StopAsync()
    {
        if (_left)
            return;
        _left = true;
        if (_actors is not null && Failure is null)
            await _actors.LeaveAsync(s_leaveTimeout);
        if (_system is not null)
            await _system.TerminateAsync(s_leaveTimeout);
        _actors?.Dispose();
        if (_journal is not null)
        {
            if (_identity is { } identity && Failure is null)
                await _journal.ByeAsync(identity, _journal.History, Entry(NodeEntries.Bye, identity.Host), CancellationToken.None);
            await _journal.DisposeAsync();
        }

        if (_embedded is not null)
            await _embedded.DisposeAsync();
        _directory?.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<JournalClient> ConnectAsync(JournalOptions options, JournalEnvironment environment, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await JournalClient.ConnectAsync(options, environment, ct);
            }
            catch (JournalException e) when (e.Fault == JournalFault.Unreachable)
            {
                HostingLog.RedisAway(_log, e.Message);
                await Task.Delay(s_connectRetry, _surroundings.Time, ct);
            }
        }
    }

    private async Task StartActorsAsync(JournalClient journal, string host, CancellationToken ct)
    {
        var isServer = _configuration.Node.Roles.Contains(NodeRole.Server);
        var beatEvery = isServer ? _configuration.Cluster.LeaseRenew : _configuration.Cluster.HeartbeatInterval;
        var identity = new SessionIdentity(journal.PartitionOf(host), host, NewIncarnation(), beatEvery);
        var opening = new SessionOpening(identity, Facts()) { HelloEntry = Entry(NodeEntries.Hello, host) };
        var session = await OpenSessionAsync(journal, opening with { Replace = _directory?.StoredName() == host }, ct);
        _directory?.StoreName(host);
        _identity = identity;
        _system = ActorSystem.Create("dachshund", new ActorSystemOptions
        {
            Time = _surroundings.Time,
            LoggerFactory = _surroundings.LoggerFactory,
            GuardianStrategy = Supervision.OfNode,
        });
        _actors = NodeActors.Start(_system, new NodeActorsSettings
        {
            Journal = journal,
            Session = new NodeSession(host, identity.Incarnation, _configuration.Cluster.LeaseTtl, _surroundings.Time),
            Identity = identity,
            History = session.History,
            Opening = () => opening,
            Facts = Facts(),
            BeatEvery = beatEvery,
            Tailing = _configuration.Node.Roles.Contains(NodeRole.Agent)
                ? ConfigurationMapping.ToTailing(_configuration, _surroundings.Folder)
                : null,
            Alerting = isServer ? ConfigurationMapping.ToAlerting(_configuration, _surroundings) : null,
            OfflineAfter = _configuration.Cluster.OfflineAfter,
            RecoveredAfter = _configuration.Cluster.RecoveredAfter,
            AnnounceLeft = _configuration.Cluster.AnnounceLeft,
            Time = _surroundings.Time,
            Random = new Random(StringComparer.Ordinal.GetHashCode(identity.Incarnation)),
            LoggerFactory = _surroundings.LoggerFactory,
        });
        HostingLog.Started(_log, host, string.Join(',', _configuration.Node.Roles).ToLowerInvariant());
    }

    private async Task<SessionAnswer> OpenSessionAsync(JournalClient journal, SessionOpening opening, CancellationToken ct)
    {
        while (true)
        {
            var call = await journal.OpenSessionAsync(opening, ct);
            if (call is { IsDone: true, Value.Opened: true })
                return call.Value;
            if (call is { IsDone: true, Value.Holder: { } holder })
            {
                var at = holder.Address.Length > 0 ? $" at {holder.Address}" : "";
                throw new NodeStartException(
                    $"a node named '{opening.Identity.Host}' is already running{at}; give this one another node.name");
            }

            HostingLog.RedisAway(_log, call.Reason);
            await Task.Delay(s_connectRetry, _surroundings.Time, ct);
        }
    }

    private string NameOf(DataDirectory directory) =>
        _configuration.Node.Name.Length > 0 ? _configuration.Node.Name : directory.StoredName() ?? NodeName.Of(_surroundings.Machine);

    private Dictionary<string, string> Facts() => new()
    {
        ["roles"] = string.Join(',', _configuration.Node.Roles).ToLowerInvariant(),
        ["version"] = Version,
        ["address"] = _configuration.Node.Address,
        ["pid"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
    };

    private static string Version { get; } =
        typeof(NodeApp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private ReadOnlyMemory<byte> Entry(string kind, string host) => NodeEntries.Encode(kind, host, _surroundings.Time.GetUtcNow());

    private static string NewIncarnation() => Guid.CreateVersion7().ToString("N");
}
