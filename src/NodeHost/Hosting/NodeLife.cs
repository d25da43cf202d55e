using System.Globalization;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.Emergency;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Node;
using Dachshund.Actors.Shard;
using Dachshund.Actors.Watchdog;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.NodeHost.Reporting;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// A node under one configuration: its connection, its session and its actors, from start to leave. A reload ends one life and
/// begins another, which goes on from what the first one stored: to Redis it is an earlier process of the same data directory.
/// </summary>
internal sealed class NodeLife(LoadedConfiguration loaded, DataDirectory directory, NodeSurroundings surroundings)
{
    private static readonly TimeSpan s_leaveTimeout = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_connectRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_rollCall = TimeSpan.FromSeconds(10);

    private readonly DachshundConfiguration _configuration = loaded.Valid;
    private readonly ILogger _log = surroundings.LoggerFactory.CreateLogger("Dachshund.Node");
    private JournalClient? _journal;
    private ActorSystem? _system;
    private ContextWebServer? _page;

    /// <summary>Its session; null before there is one. An earlier life's until this one has its own: whoever leaves in between
    /// says goodbye for that one.</summary>
    public SessionIdentity? Identity { get; private set; }

    /// <summary>Completes when it can't go on: another process has its name, or an actor failed for good.</summary>
    public Task Failed => _system?.WhenTerminated ?? Task.CompletedTask;

    /// <summary>Why it can't go on; null when it does, or was stopped.</summary>
    public Exception? Failure => _system?.EscalatedFailure;

    /// <summary>Its actors; null before the start.</summary>
    public NodeActors? Actors { get; private set; }

    /// <summary>The exact tree of its actors; null before the start.</summary>
    public ActorTreeNode? Tree => _system?.Snapshot();

    /// <summary>Connects, opens the session, starts the actors. With Redis away it waits, and says so.</summary>
    /// <param name="earlier">The session of the life before this one; null for none.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="NodeStartException">It can't start; the message says why and what to do.</exception>
    /// <exception cref="JournalException">Redis can't be used as it is.</exception>
    public async Task StartAsync(SessionIdentity? earlier, CancellationToken ct)
    {
        Identity = earlier;
        var sight = new RedisSight();
        var system = _system = StartSystem(sight);
        _journal = await ConnectAsync(ct);
        await StartActorsAsync(system, sight, _journal, ct);
    }

    /// <summary>Waits until every file has its start position; the files, or null when the node failed.</summary>
    public async Task<TailingStatus?> TailingStartedAsync(CancellationToken ct)
    {
        while (!Failed.IsCompleted)
        {
            // No answer on a busy machine is no reason not to ask again.
            if (Actors is { } actors && await actors.TailingAsync(ct) is { Started: true } tailing)
                return tailing;
            await Task.Delay(s_look, surroundings.Time, ct);
        }

        return null;
    }

    /// <summary>Stores what was read, gives the leases back, stops the actors, closes the connection.</summary>
    /// <param name="sayGoodbye">Whether the node leaves; else it goes on with another life and is not missed meanwhile.</param>
    public async Task StopAsync(bool sayGoodbye)
    {
        if (_page is not null)
            await _page.DisposeAsync();
        if (Actors is not null && Failure is null)
            await Actors.LeaveAsync(s_leaveTimeout);
        if (_system is not null)
            await TerminateAsync(_system);
        Actors?.Dispose();
        if (_journal is null)
            return;
        if (sayGoodbye && Identity is { } identity && Failure is null)
            await _journal.ByeAsync(identity, _journal.History, Entry(NodeEntries.Bye, identity.Host), CancellationToken.None);
        await _journal.DisposeAsync();
    }

    private async Task TerminateAsync(ActorSystem system)
    {
        try
        {
            await system.TerminateAsync(s_leaveTimeout);
        }
        catch (TimeoutException e)
        {
            // What they still do is refused by Redis once the session is another's.
            HostingLog.StillRunning(_log, e.Message);
        }
    }

    private async Task<JournalClient> ConnectAsync(CancellationToken ct)
    {
        var options = ConfigurationMapping.ToJournal(_configuration);
        var environment = new JournalEnvironment(surroundings.Time, surroundings.LoggerFactory);
        while (true)
        {
            try
            {
                return await JournalClient.ConnectAsync(options, environment, ct);
            }
            catch (JournalException e) when (e.Fault == JournalFault.Unreachable)
            {
                await WaitForRedisAsync(e.Message, ct);
            }
        }
    }

    /// <summary>Before there is a Redis there is the one that says so when it doesn't come.</summary>
    private ActorSystem StartSystem(RedisSight sight)
    {
        var system = ActorSystem.Create("dachshund", new ActorSystemOptions
        {
            Time = surroundings.Time,
            LoggerFactory = surroundings.LoggerFactory,
            GuardianStrategy = Supervision.OfNode,
        });
        if (ConfigurationMapping.ToEmergency(_configuration, surroundings, NameOf(), sight) is { } emergency)
            NodeActors.StartEmergency(system, emergency, surroundings.LoggerFactory);
        return system;
    }

    private async Task StartActorsAsync(ActorSystem system, RedisSight sight, JournalClient journal, CancellationToken ct)
    {
        var host = NameOf();
        var isServer = _configuration.Node.Roles.Contains(NodeRole.Server);
        var beatEvery = isServer ? _configuration.Cluster.LeaseRenew : _configuration.Cluster.HeartbeatInterval;
        var trusted = LoadTrustedKeys();
        var facts = Facts();
        if (trusted is not null && await StartPageAsync(trusted, host, facts[NodeFacts.Address], ct) is { } page)
        {
            facts[NodeFacts.WebPort] = page.Port.ToString(CultureInfo.InvariantCulture);
            facts[NodeFacts.WebScheme] = _configuration.ContextWeb.HasCertificate ? "https" : "http";
        }
        else if (ShowsPage)
        {
            facts[NodeFacts.WebProblem] = "no page around a hit (its log says why): links to this node's logs are missing in messages";
        }

        var identity = new SessionIdentity(journal.PartitionOf(host), host, NewIncarnation(), beatEvery);
        var session = await OpenSessionAsync(journal, Opening() with { Replace = directory.StoredName() == host }, ct);
        directory.StoreName(host);
        Identity = identity;
        var here = new NodeSession(host, identity.Incarnation, _configuration.Cluster.LeaseTtl, surroundings.Time);
        sight.Reach(journal, here, identity);
        Actors = NodeActors.Start(system, new NodeActorsSettings
        {
            Journal = journal,
            Session = here,
            Identity = identity,
            History = session.History,
            Opening = Opening,
            Facts = facts,
            BeatEvery = beatEvery,
            Tailing = _configuration.Node.Roles.Contains(NodeRole.Agent)
                ? ConfigurationMapping.ToTailing(_configuration, surroundings.Folder)
                : null,
            LinkKeys = new LinkKeysSettings
            {
                KeyFolder = isServer ? KeyFolders.Private(_configuration) : null,
                Trusted = trusted,
                LinkLifetime = _configuration.ContextWeb.LinkLifetime,
            },
            EmergencyChannels = ConfigurationMapping.ToEmergencyChannels(_configuration, surroundings),
            Alerting = isServer ? ConfigurationMapping.ToAlerting(_configuration, surroundings) : null,
            Report = isServer
                ? ConfigurationMapping.ToReport(_configuration, surroundings, new ReportGatherer(journal, _configuration).GatherAsync)
                : null,
            OfflineAfter = _configuration.Cluster.OfflineAfter,
            RecoveredAfter = _configuration.Cluster.RecoveredAfter,
            AnnounceLeft = _configuration.Cluster.AnnounceLeft,
            Leave = surroundings.Leave,
            Watchdog = new WatchdogSettings(surroundings.InitSystem.PingEvery ?? s_rollCall, surroundings.InitSystem.Alive),
            Time = surroundings.Time,
            Random = new Random(StringComparer.Ordinal.GetHashCode(identity.Incarnation)),
            LoggerFactory = surroundings.LoggerFactory,
        });

        SessionOpening Opening() =>
            new(identity, isServer ? WithSettings(facts, journal) : facts) { HelloEntry = Entry(NodeEntries.Hello, host) };
    }

    private bool ShowsPage => _configuration.ContextWeb.Port != 0
        && _configuration.Node.Roles.Any(role => role is NodeRole.Agent or NodeRole.Seed);

    /// <summary>The keys that the node's page believes; null where there is none.</summary>
    private TrustedKeys? LoadTrustedKeys()
    {
        if (!ShowsPage)
            return null;
        try
        {
            var mode = _configuration.ContextWeb.Trust == LinkTrust.Files ? TrustMode.Files : TrustMode.Redis;
            return TrustedKeys.Load(KeyFolders.Trusted(_configuration), mode);
        }
        catch (LinkKeyException e)
        {
            ContextWebLog.NotListening(_log, e.Message);
            return null;
        }
    }

    private async Task<ContextWebServer?> StartPageAsync(TrustedKeys trusted, string host, string address, CancellationToken ct) =>
        _page = await ContextWebServer.StartAsync(
            ConfigurationMapping.ToContextWeb(_configuration, surroundings, host, address),
            new LinkVerifier(host, trusted, surroundings.Time), new ContextNode(() => Actors, () => _journal, surroundings.Time),
            surroundings.Time, _log, ct);

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

            await WaitForRedisAsync(call.Reason, ct);
        }
    }

    /// <summary>There are no actors yet whom a watchdog could ask; waiting is all that is to be done.</summary>
    private Task WaitForRedisAsync(string reason, CancellationToken ct)
    {
        HostingLog.RedisAway(_log, reason);
        surroundings.InitSystem.Alive();
        return Task.Delay(s_connectRetry, surroundings.Time, ct);
    }

    private string NameOf() =>
        _configuration.Node.Name.Length > 0 ? _configuration.Node.Name : directory.StoredName() ?? NodeName.Of(surroundings.Machine);

    private Dictionary<string, string> Facts() => new()
    {
        ["roles"] = string.Join(',', _configuration.Node.Roles).ToLowerInvariant(),
        ["version"] = ProgramVersion.Text,
        [NodeFacts.Ssh] = _configuration.Node.Ssh,
        [NodeFacts.Address] = Address(),
        ["pid"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
    };

    private string Address()
    {
        var address = NodeAddress.Of(_configuration.Node, NodeAddress.OfThisMachine());
        if (address.IsMissing)
            HostingLog.NoAddress(_log, address.Origin);
        return address.Text;
    }

    /// <summary>What stays the same while the session lasts, and is long, is said when it opens.</summary>
    private Dictionary<string, string> WithSettings(Dictionary<string, string> facts, JournalClient journal) => new(facts)
    {
        [SharedSettings.GroupFact] = journal.Keys.ConsumerGroup,
        [SharedSettings.Fact] = SharedSettings.Of(loaded, journal.DataSetId, surroundings.Environment),
    };

    private ReadOnlyMemory<byte> Entry(string kind, string host) => NodeEntries.Encode(kind, host, surroundings.Time.GetUtcNow());

    private static string NewIncarnation() => Guid.CreateVersion7().ToString("N");
}
