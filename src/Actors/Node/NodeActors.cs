using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.Heartbeat;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Actors.Shard;
using Dachshund.Kernel;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Node;

/// <summary>
/// The actors of one node, joined: tailers, matchers and the journal's writer on an agent; shards and the alert router on a
/// server; the heart on both. Thread-safe once started.
/// </summary>
public sealed class NodeActors : IDisposable
{
    private static readonly TimeSpan s_askTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Room for what every tailer may say at once: a few words for each of 100,000 files.</summary>
    private static MailboxOptions CatalogMailbox => new() { Capacity = 1 << 19 };

    private readonly NodeActorsSettings _settings;
    private readonly ActorSystem _system;
    private readonly ServerContext _server;
    private readonly ILogger _log;
    private readonly Dictionary<int, IActorRef> _shards = [];
    private readonly PartitionsWatched _watched = new();
    private readonly TailingBoard _board = new();
    private FolderWatcher? _watcher;
    private IActorRef? _catalog;
    private IActorRef? _writer;
    private IActorRef? _router;

    private NodeActors(ActorSystem system, NodeActorsSettings settings)
    {
        _system = system;
        _settings = settings;
        _log = settings.LoggerFactory.CreateLogger("Dachshund.Actors");
        _server = new ServerContext(settings.Journal, settings.Session, settings.Identity, settings.Time, settings.Random)
        {
            OfflineAfter = settings.OfflineAfter,
            RecoveredAfter = settings.RecoveredAfter,
        };
    }

    /// <summary>Starts the actors that the settings ask for.</summary>
    public static NodeActors Start(ActorSystem system, NodeActorsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        var node = new NodeActors(system, settings);
        if (settings.Tailing is { } tailing)
            node.StartTailing(tailing);
        if (settings.Alerting is { } alerting)
            node.StartServing(alerting);
        node.StartHeart();
        return node;
    }

    /// <summary>What is tailed; null when the catalog doesn't answer in time or nothing is.</summary>
    public async Task<TailingStatus?> TailingAsync(CancellationToken ct) =>
        _catalog is null ? null : await TryAsk<TailingStatus>(_catalog, TailingQuery.Instance, ct);

    /// <summary>What the router holds; null when it doesn't answer in time or this is no server.</summary>
    public async Task<RouterStatus?> RouterAsync(CancellationToken ct) =>
        _router is null ? null : await TryAsk<RouterStatus>(_router, RouterQuery.Instance, ct);

    /// <summary>Where the shards are; those that don't answer in time are left out.</summary>
    public async Task<IReadOnlyList<ShardStatus>> ShardsAsync(CancellationToken ct)
    {
        var answers = await Task.WhenAll(_shards.Values.Select(shard => TryAsk<ShardStatus>(shard, ShardQuery.Instance, ct)));
        return [.. answers.OfType<ShardStatus>()];
    }

    /// <summary>Whether every entry and notice that is in Redis now is folded, and every shard and the router are this process's.</summary>
    public async Task<bool> IsFoldedAsync(CancellationToken ct)
    {
        var journal = _server.Journal;
        foreach (var (partition, shard) in _shards)
        {
            var status = await TryAsk<ShardStatus>(shard, ShardQuery.Instance, ct);
            if (status is not { Owned: true } || await HasMoreAsync(journal.Keys.Journal(partition), status.Cursor, ct))
                return false;
        }

        return await RouterAsync(ct) is { Owned: true } router && !await HasMoreAsync(journal.Keys.Notices, router.Cursor, ct);
    }

    private async Task<bool> HasMoreAsync(string stream, string cursor, CancellationToken ct) =>
        await _server.Journal.ReadStreamAsync(stream, cursor, 1, ct) is not { IsDone: true, Value.IsEmpty: true };

    /// <summary>
    /// Leaves: stops reading, stores what is read, waits for messages that are on their way, gives the leases back.
    /// </summary>
    /// <param name="timeout">How long each of these steps may take; what is not done by then is found again by the next start.</param>
    public async Task LeaveAsync(TimeSpan timeout)
    {
        if (_catalog is { } catalog && _writer is { } writer)
        {
            await catalog.GracefulStop(timeout);
            await TryAsk<WriterDrained>(writer, DrainWriter.Instance, timeout, CancellationToken.None);
        }

        var owners = _router is { } router ? _shards.Values.Append(router) : _shards.Values;
        await Task.WhenAll(owners.Select(owner => TryAsk<StoodDown>(owner, StandDown.Instance, timeout, CancellationToken.None)));
    }

    /// <summary>Stops watching folders. The actors stop with their system.</summary>
    public void Dispose() => _watcher?.Dispose();

    private void StartTailing(TailingSettings tailing)
    {
        var positions = new PositionsFile(tailing.PositionsPath);
        var writerSettings = new JournalWriterSettings { Server = _server, Positions = positions };
        var (server, log) = (_server, _log);
        var writer = _writer = _system.ActorOf(Props.Create(() => new JournalWriterActor(writerSettings, log)), "journal-writer");
        var labels = tailing.Inputs.ToDictionary(input => input.Name, input => input.Labels);
        var encoder = new EntryEncoder(server.Session.Host,
            input => labels.GetValueOrDefault(input, ImmutableSortedDictionary<string, string>.Empty), _settings.Time);
        var matchers = _system.ActorOf(
            Props.Create(() => new MatcherActor(writer, encoder))
                .WithMailbox(new MailboxOptions { Capacity = 64 })
                .WithRouter(new ConsistentHashingPool(Environment.ProcessorCount, message => (message as MatchChunk)?.Checkpoint.Field)),
            "matchers");
        _watcher = new FolderWatcher();
        var catalog = new FileCatalogSettings
        {
            Server = _server,
            InputsFromEnd = tailing.Inputs.ToDictionary(input => input.Name, input => input.FromEnd),
            Catalog = new FileCatalog(
                [.. tailing.Inputs.Select(input => new CatalogInput(input.Name, input.Paths))],
                new CatalogOptions { BaseFolder = tailing.BaseFolder }),
            Watcher = _watcher,
            Board = _board,
            Positions = positions,
            RulesFor = new RuleSets(tailing.Inputs).For,
            Options = tailing.Options,
            InFlightChunksMax = tailing.InFlightChunksMax,
            Matchers = matchers,
            Writer = writer,
        };
        _catalog = _system.ActorOf(Props.Create(() => new FileCatalogActor(catalog, log)).WithMailbox(CatalogMailbox), "files");
    }

    private void StartServing(AlertRouterSettings alerting)
    {
        var (server, log) = (_server, _log);
        for (var number = 0; number < server.Journal.Partitions; number++)
        {
            var partition = number;
            var name = string.Create(CultureInfo.InvariantCulture, $"shard-{partition}");
            _shards.Add(partition, _system.ActorOf(Props.Create(() => new ShardActor(server, partition, _watched, log)), name));
        }

        _router = _system.ActorOf(Props.Create(() => new AlertRouterActor(server, alerting, log)), "alert-router");
    }

    private void StartHeart()
    {
        var settings = new HeartbeatSettings
        {
            Every = _settings.BeatEvery,
            History = _settings.History,
            Opening = _settings.Opening,
            Facts = () => _board.AddTo(_settings.Facts),
            Watched = () => _watched.Read(),
            Writer = _writer,
        };
        var (server, log) = (_server, _log);
        _system.ActorOf(Props.Create(() => new HeartbeatActor(server, settings, log)), "heartbeat");
    }

    private static Task<T?> TryAsk<T>(IActorRef actor, object question, CancellationToken ct)
        where T : class =>
        TryAsk<T>(actor, question, s_askTimeout, ct);

    private static async Task<T?> TryAsk<T>(IActorRef actor, object question, TimeSpan timeout, CancellationToken ct)
        where T : class
    {
        try
        {
            return await actor.Ask<T>(question, timeout, ct);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
