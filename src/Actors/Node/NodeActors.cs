using System.Collections.Immutable;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.DropFolder;
using Dachshund.Actors.Emergency;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.Heartbeat;
using Dachshund.Actors.Inspection;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Matcher;
using Dachshund.Actors.Shard;
using Dachshund.Actors.Watchdog;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Samples;
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

    /// <summary>
    /// Never full: a tailer says once that its start is stored, once for each time it is asked that it is drained, and once that
    /// it ends, 4 messages for each of 100,000 files; and the writer names up to 10,000 finished files to be read again. The
    /// room is taken only as far as messages wait.
    /// </summary>
    private static MailboxOptions CatalogMailbox => new() { Capacity = 1 << 19 };

    private readonly NodeActorsSettings _settings;
    private readonly ActorSystem _system;
    private readonly ServerContext _server;
    private readonly ILogger _log;
    private readonly PartitionsWatched _watched = new();
    private readonly TailingBoard _board = new();
    private readonly LinkSigner _signer = new();
    private readonly List<FolderWatcher> _watchers = [];
    private IActorRef? _catalog;
    private IActorRef? _writer;
    private IActorRef? _leases;
    private IActorRef? _heart;
    private IActorRef? _inspector;
    private IActorRef? _linkKeys;
    private long _aliveAt;
    private volatile bool _leaving;

    private NodeActors(ActorSystem system, NodeActorsSettings settings)
    {
        _system = system;
        _settings = settings;
        _log = settings.LoggerFactory.CreateLogger("Dachshund.Actors");
        _server = new ServerContext(settings.Journal, settings.Session, settings.Identity, settings.Time, settings.Random)
        {
            LeaseTtl = settings.Journal.Options.LeaseTtl,
            OfflineAfter = settings.OfflineAfter,
            RecoveredAfter = settings.RecoveredAfter,
            AnnounceLeft = settings.AnnounceLeft,
        };
    }

    /// <summary>Starts the one that says that Redis is away; it needs no Redis, and so comes before all others.</summary>
    public static void StartEmergency(ActorSystem system, EmergencySettings settings, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        var log = loggerFactory.CreateLogger("Dachshund.Actors");
        system.ActorOf(Props.Create(() => new EmergencyActor(settings, log)), "emergency");
    }

    /// <summary>Starts the actors that the settings ask for.</summary>
    public static NodeActors Start(ActorSystem system, NodeActorsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        var node = new NodeActors(system, settings);
        if (settings.Tailing is { } tailing)
            node.StartTailing(tailing);
        node.StartHeart();
        node.StartLinkKeys();
        if (settings is { Alerting: { } alerting, Report: { } report })
            node.StartServing(alerting, report);
        node.StartInspector();
        node.StartWatchdog(settings.Watchdog);
        return node;
    }

    /// <summary>Whether every main actor answered lately: within three rounds of the watchdog.</summary>
    public bool IsAlive => _settings.Time.GetElapsedTime(Volatile.Read(ref _aliveAt)) <= 3 * _settings.Watchdog.Every;

    /// <summary>What is tailed, nothing on a node without the role agent; null when the catalog doesn't answer in time.</summary>
    public async Task<TailingStatus?> TailingAsync(CancellationToken ct)
    {
        if (_catalog is null)
            return new TailingStatus(Started: true, CaughtUp: true, [], []);
        return await TryAsk<TailingStatus>(_catalog, TailingQuery.Instance, ct) is not { } status ? null : status with
        {
            Started = status.Started && _board.AreDropsStarted,
            Problems = status.Problems.AddRange(_board.DropProblems),
        };
    }

    /// <summary>What the router holds; null when it doesn't answer in time or isn't here.</summary>
    public async Task<RouterStatus?> RouterAsync(CancellationToken ct)
    {
        var router = (await LeasesAsync(ct)).FirstOrDefault(lease => lease.Lease == JournalKeys.RouterLease)?.Actor;
        return router is null ? null : await TryAsk<RouterStatus>(router, RouterQuery.Instance, ct);
    }

    /// <summary>Where the shards are that are here; those that don't answer in time are left out.</summary>
    public async Task<IReadOnlyList<ShardStatus>> ShardsAsync(CancellationToken ct)
    {
        var shards = (await LeasesAsync(ct)).Where(lease => lease.Partition is not null);
        var answers = await Task.WhenAll(shards.Select(shard => TryAsk<ShardStatus>(shard.Actor, ShardQuery.Instance, ct)));
        return [.. answers.OfType<ShardStatus>()];
    }

    /// <summary>Whether every entry and notice that is in Redis now is folded, and every shard and the router are this process's.</summary>
    public async Task<bool> IsFoldedAsync(CancellationToken ct)
    {
        var journal = _server.Journal;
        var shards = await ShardsAsync(ct);
        if (shards.Count < journal.Partitions)
            return false;
        foreach (var shard in shards)
        {
            if (!shard.Owned || await HasMoreAsync(journal.Keys.Journal(shard.Partition), shard.Cursor, ct))
                return false;
        }

        return await RouterAsync(ct) is { Owned: true } router && !await HasMoreAsync(journal.Keys.Notices, router.Cursor, ct);
    }

    private async Task<ImmutableArray<LeaseHeld>> LeasesAsync(CancellationToken ct) =>
        _leases is { } leases && await TryAsk<LeasesHeld>(leases, LeasesQuery.Instance, ct) is { } held ? held.Leases : [];

    private async Task<bool> HasMoreAsync(string stream, string cursor, CancellationToken ct) =>
        await _server.Journal.ReadStreamAsync(stream, cursor, 1, ct) is not { IsDone: true, Value.IsEmpty: true };

    /// <summary>Looks at once whether there are new keys of links; whoever asks too often gets no further look.</summary>
    public async Task LookAtKeysAsync(CancellationToken ct)
    {
        if (_linkKeys is { } keys)
            await TryAsk<KeysSeen>(keys, UnknownKeyMet.Instance, ct);
    }

    /// <summary>What is stored of a file of this node, for who wants to read some bytes of it again.</summary>
    /// <param name="field">The file's generation, <c>device:inode:generation</c>.</param>
    /// <param name="offset">Where the line begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    /// <returns>Done with null when nothing is stored of it; not done when Redis doesn't answer.</returns>
    public async Task<Call<SoughtFile?>> FindFileAsync(string field, long offset, int length, CancellationToken ct)
    {
        if (!FileCheckpoint.TryParseField(field, out var identity, out var generation))
            return Calls.Done<SoughtFile?>(null);
        var next = new FileCheckpoint(identity, generation + 1, 0, default, "", Done: false).Field;
        var call = await _server.Journal.ReadCheckpointsAsync(_server.Identity.Partition, _server.Session.Host, [field, next], ct);
        return call.Map(stored => stored.FirstOrDefault(file => file.Field == field) is { } file
            && StoredPlaces.ToCheckpoint(file) is { } found
                ? new SoughtFile(found.Identity, found.Head, found.Path, offset, length) { IsPast = stored.Length > 1 }
                : null);
    }

    /// <summary>The sample that was kept of a line of this node, for when its file is gone.</summary>
    /// <param name="field">The file's generation, <c>device:inode:generation</c>.</param>
    /// <param name="offset">Where the line began, in bytes.</param>
    /// <param name="length">How long it was, in bytes.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    /// <returns>Done with null when none is kept; not done when Redis doesn't answer.</returns>
    public Task<Call<KeptSample?>> FindSampleAsync(string field, long offset, int length, CancellationToken ct) =>
        _server.Journal.ReadSampleAsync(_server.Session.Host, field, offset, length, ct);

    /// <summary>
    /// Leaves: stops reading, stores what is read, waits for messages that are on their way, gives the leases back.
    /// </summary>
    /// <param name="timeout">How long each of these steps may take; what is not done by then is found again by the next start.</param>
    public async Task LeaveAsync(TimeSpan timeout)
    {
        _leaving = true;
        _heart?.Tell(BeatNow.Instance);
        // Others go on with what this server owned while it still stores what it read: nobody waits for a log that is far behind.
        var givenBack = _leases is { } leases
            ? TryAsk<AllGivenBack>(leases, GiveAllBack.Instance, timeout, CancellationToken.None)
            : Task.FromResult<AllGivenBack?>(null);
        if (_catalog is { } catalog && _writer is { } writer)
        {
            await catalog.GracefulStop(timeout);
            await TryAsk<WriterDrained>(writer, DrainWriter.Instance, timeout, CancellationToken.None);
        }

        await givenBack;
    }

    /// <summary>Stops watching folders. The actors stop with their system.</summary>
    public void Dispose()
    {
        foreach (var watcher in _watchers)
            watcher.Dispose();
    }

    private void StartTailing(TailingSettings tailing)
    {
        var positions = new PositionsFile(tailing.PositionsPath);
        var (server, log) = (_server, _log);
        var labels = tailing.Inputs.ToDictionary(input => input.Name, input => input.Labels);
        var encoder = new EntryEncoder(server.Session.Host,
            input => labels.GetValueOrDefault(input, ImmutableSortedDictionary<string, string>.Empty), _settings.Time)
        {
            Redactor = tailing.Redactor,
        };
        var writerSettings = new JournalWriterSettings { Server = server, Positions = positions, Encoder = encoder, Board = _board };
        var writer = _writer = _system.ActorOf(Props.Create(() => new JournalWriterActor(writerSettings, log)), "journal-writer");
        var matchers = _system.ActorOf(
            Props.Create(() => new MatcherActor(writer, encoder))
                .WithMailbox(new MailboxOptions { Capacity = 64 })
                .WithRouter(new ConsistentHashingPool(Environment.ProcessorCount, message => (message as MatchChunk)?.Checkpoint.Field)),
            "matchers");
        var catalog = new FileCatalogSettings
        {
            Server = _server,
            InputsFromEnd = tailing.Inputs.ToDictionary(input => input.Name, input => input.FromEnd),
            Catalog = NewCatalog(tailing),
            Watcher = NewWatcher(),
            Board = _board,
            Positions = positions,
            Encoder = encoder,
            RulesFor = new RuleSets(tailing.Inputs).For,
            Options = tailing.Options,
            InFlightChunksMax = tailing.InFlightChunksMax,
            Matchers = matchers,
            Writer = writer,
        };
        StartDropFolders(tailing, positions);
        _catalog = _system.ActorOf(Props.Create(() => new FileCatalogActor(catalog, log)).WithMailbox(CatalogMailbox), "files");
    }

    private void StartDropFolders(TailingSettings tailing, PositionsFile positions)
    {
        // What was told of the files is gone with an emptied Redis: telling them all again would be worse than noting them.
        var wasEmptied = positions.Read(out _) is { } hint && hint.DataSet != _server.Journal.DataSetId;
        for (var i = 0; i < tailing.DropFolders.Count; i++)
        {
            var folder = tailing.DropFolders[i];
            StartDropFolder(tailing, wasEmptied ? folder with { FromEnd = true } : folder, i);
        }
    }

    private void StartDropFolder(TailingSettings tailing, WatchedDropFolder folder, int number)
    {
        var settings = new DropFolderSettings
        {
            Server = _server,
            Folder = folder,
            BaseFolder = tailing.BaseFolder,
            Watcher = NewWatcher(),
            Tailed = NewCatalog(tailing),
            Board = _board,
            Redactor = tailing.Redactor,
            Poll = tailing.Options.Poll,
        };
        var log = _log;
        _board.Show(folder.Path, new DropFacts(0, IsStarted: false, []));
        _system.ActorOf(Props.Create(() => new DropFolderActor(settings, log)), $"drop-{number}-{folder.Name}");
    }

    private FolderWatcher NewWatcher()
    {
        var watcher = new FolderWatcher();
        _watchers.Add(watcher);
        return watcher;
    }

    private static FileCatalog NewCatalog(TailingSettings tailing) => new(
        [.. tailing.Inputs.Select(input => new CatalogInput(input.Name, input.Paths))],
        new CatalogOptions { BaseFolder = tailing.BaseFolder });

    private void StartLinkKeys()
    {
        var (server, settings, signer, log) = (_server, _settings.LinkKeys, _signer, _log);
        if (settings.KeyFolder is not null || settings.Trusted is not null)
            _linkKeys = _system.ActorOf(Props.Create(() => new LinkKeysActor(server, settings, signer, log)), "link-keys");
    }

    private void StartServing(AlertRouterSettings settings, ReportSettings report)
    {
        var (server, log) = (_server, _log);
        var alerting = settings with { Links = new SampleLinks(server, _signer, _settings.LinkKeys.LinkLifetime, log) };
        var actors = Enumerable.Range(0, server.Journal.Partitions)
            .Select(partition => new LeasedActor(
                JournalKeys.ShardLease(partition), Props.Create(() => new ShardActor(server, partition, report, log)))
            {
                Partition = partition,
            })
            .Append(new LeasedActor(JournalKeys.RouterLease, Props.Create(() => new AlertRouterActor(server, alerting, log))))
            .Append(new LeasedActor(JournalKeys.ReportLease, Props.Create(() => new DailyReportActor(server, report, log))))
            .ToImmutableArray();
        var watched = _watched;
        _leases = _system.ActorOf(Props.Create(() => new LeaseManagerActor(server, actors, watched, log)), "leases");
        var progress = new ProgressSettings
        {
            Channels = _settings.EmergencyChannels,
            Writer = new OutageWriter(settings.Render),
            Within = _settings.ProgressWithin,
        };
        _system.ActorOf(Props.Create(() => new ProgressActor(server, progress, log)), "progress");
    }

    private void StartHeart()
    {
        var keyFacts = new LinkKeyFacts(_settings.LinkKeys, _signer, _settings.Time);
        var settings = new HeartbeatSettings
        {
            Every = _settings.BeatEvery,
            History = _settings.History,
            Opening = _settings.Opening,
            Facts = () => keyFacts.AddTo(_board.AddTo(_leaving ? LeavingFacts() : _settings.Facts)),
            Watched = () => _watched.Read(),
            Writer = _writer,
        };
        var (server, log) = (_server, _log);
        _heart = _system.ActorOf(Props.Create(() => new HeartbeatActor(server, settings, log)), "heartbeat");
    }

    private Dictionary<string, string> LeavingFacts() => new(_settings.Facts) { [NodeFacts.Leaving] = "1" };

    private void StartInspector()
    {
        var settings = new InspectorSettings(_settings.Journal, _settings.Session.Host, _system.Snapshot, _settings.Leave);
        var log = _log;
        _inspector = _system.ActorOf(Props.Create(() => new InspectorActor(settings, log)), "inspector");
    }

    private void StartWatchdog(WatchdogSettings settings)
    {
        _aliveAt = _settings.Time.GetTimestamp();
        var watchdog = settings with
        {
            Ping = () =>
            {
                Volatile.Write(ref _aliveAt, _settings.Time.GetTimestamp());
                settings.Ping();
            },
        };
        ImmutableArray<IActorRef> actors = [.. new[] { _catalog, _writer, _leases, _heart, _inspector }.OfType<IActorRef>()];
        var log = _log;
        _system.ActorOf(Props.Create(() => new WatchdogActor(watchdog, actors, log)), "watchdog");
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
