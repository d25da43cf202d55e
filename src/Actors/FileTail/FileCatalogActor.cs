using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Watchdog;
using Dachshund.Kernel;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// Knows which files there are, and has one tailer for each, by identity: a file keeps its tailer whatever it is renamed to, and
/// a path that leads to another file than before gets a new tailer. That one opens its file at once, whatever happens to its name,
/// and reads it when the file before is read to its end; several in a row are a queue of open files.
/// </summary>
/// <remarks>
/// The poll is the truth, inotify only a hint that makes it fast. No turn waits for Redis: while it is away, files come and go.
/// </remarks>
internal sealed partial class FileCatalogActor : ReceiveActor
{
    private static readonly TimeSpan s_troubleRetry = TimeSpan.FromSeconds(10);

    private readonly FileCatalogSettings _settings;
    private readonly ILogger _log;
    private readonly Dictionary<FileIdentity, TrackedFile> _files = [];
    private readonly Dictionary<FileIdentity, TroubledFile> _troubled = [];
    private readonly Dictionary<FileIdentity, ReopenFile> _reopenLater = [];
    private readonly HashSet<string> _problemsSaid = [];
    private readonly HashSet<string> _inputsKnown = [];
    private readonly List<FileCheckpoint> _checkpoints = [];
    private HashSet<FileIdentity>? _starting;
    private HashSet<FileIdentity>? _catchingUp;
    private int _tickets;

    public FileCatalogActor(FileCatalogSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _troubles = new InputTroubles(settings.Server.OfflineAfter, settings.Server.Time);
        _lookedAt = settings.Server.Time.GetTimestamp();
        ReceiveAsync<OpenCatalog>(_ => OpenAsync());
        Receive<ScanFolders>(_ => Scan());
        Receive<Hinted>(OnHint);
        Receive<HintsEnded>(_ => { });
        Receive<Status.Failure>(failure => ActorsLog.HintsFailed(_log, failure.Cause.Message));
        Receive<StartStored>(OnStartStored);
        Receive<FileDrained>(OnDrained);
        Receive<FileFinished>(finished => Forget(finished.Identity));
        Receive<FileTrouble>(OnTrouble);
        Receive<FileGone>(OnGone);
        Receive<ReopenFile>(OnReopen);
        Receive<WriterStarted>(OnWriterStarted);
        Receive<InputsAppended>(OnAppended);
        Receive<TailingQuery>(_ => Sender.Tell(Status(), Self));
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
    }

    /// <summary>One file's failure is its own: it starts again after a while, the others don't notice.</summary>
    protected override SupervisorStrategy SupervisorStrategy { get; } = new OneForOneStrategy(
        backoff: new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(ReopenFile));
        Context.System.EventStream.Subscribe(Self, typeof(WriterStarted));
        Self.Tell(OpenCatalog.Instance);
    }

    /// <summary>Reads what the journal knows of this host's files; tried again until Redis answers.</summary>
    private async ValueTask OpenAsync()
    {
        var server = _settings.Server;
        var call = await server.Journal.ReadCheckpointsAsync(server.Identity.Partition, server.Session.Host, Context.Stopping);
        if (!call.IsDone)
        {
            Timers.StartSingleTimer(nameof(OpenCatalog), OpenCatalog.Instance, TimeSpan.FromMilliseconds(250));
            return;
        }

        foreach (var stored in call.Value)
        {
            if (StoredPlaces.ToCheckpoint(stored) is { } checkpoint)
                _checkpoints.Add(checkpoint);
            else if (InputMarker.TryParse(stored.Field, out var input))
                _inputsKnown.Add(input);
            else if (TroubleStep.TryParse(stored.Field, out input))
                _troubles.Stored(input, stored.Position);
        }

        TakeHint();
        OpenRotatedAway();
        Scan();
        Timers.StartPeriodicTimer(nameof(ScanFolders), ScanFolders.Instance, _settings.Options.Poll);
        ListenToHints();
    }

    private void Scan()
    {
        var files = _settings.Catalog.Scan();
        Cover(files);
        Say(_settings.Catalog.Problems);
        Say(_settings.Watcher.SetFolders(_settings.Catalog.Folders));
        Follow(files);
        WatchProgress();
        _starting ??= [.. _files.Keys];
        _catchingUp ??= [.. _starting];
        AskJournal();
        _settings.Board.Facts = new TailingFacts(_files.Count, _files.Values.Sum(file => file.Gauge.LagBytes), Problems());
    }

    private void Follow(IReadOnlyList<CatalogFile> files)
    {
        var found = files.Select(file => file.Identity).ToHashSet();
        foreach (var tracked in _files.Values.Where(tracked => tracked.Gauge.Listed && !found.Contains(tracked.Identity)))
            Unlist(tracked);
        // Those that have a tailer come first: a new file may have to wait for one whose path it took.
        foreach (var file in files.Where(file => _files.ContainsKey(file.Identity)))
            Refresh(_files[file.Identity], file);
        foreach (var file in files.Where(file => !_files.ContainsKey(file.Identity) && !StillTroubled(file.Identity)))
            Start(file, FileCheckpoint.ChooseFor(file.Identity, _checkpoints), isListed: true);
        foreach (var (identity, troubled) in _troubled.Where(file => !found.Contains(file.Key)).ToArray())
            OpenRenamed(identity, troubled);
    }

    /// <summary>Who had the path before and isn't read to its end: the last of them, for they are a queue.</summary>
    private TrackedFile? PredecessorOf(CatalogFile file) => _files.Values
        .Where(other => other.LastListedPath == file.Path && !other.Drained)
        .MaxBy(other => other.Gauge.Ticket);

    private void Refresh(TrackedFile tracked, CatalogFile file)
    {
        var isNew = tracked.Stamp != file.Stamp || !tracked.Gauge.Listed;
        tracked.Gauge.SizeBytes = file.SizeBytes;
        tracked.Stamp = file.Stamp;
        tracked.Gauge.Listed = true;
        if (tracked.Path != file.Path)
        {
            tracked.LastListedPath = tracked.Path;
            tracked.Path = tracked.Gauge.Path = file.Path;
            tracked.TargetPath = file.TargetPath;
            Drain(tracked);
        }
        else if (isNew)
        {
            tracked.Tailer.Tell(LookAtFile.Instance, Self);
        }
    }

    private void Unlist(TrackedFile tracked)
    {
        tracked.Gauge.Listed = false;
        Drain(tracked);
    }

    /// <summary>Its path may lead to another file now, which has to wait until this one is read to its end.</summary>
    private void Drain(TrackedFile tracked)
    {
        tracked.Drained = false;
        tracked.Gauge.Ticket = ++_tickets;
        tracked.Tailer.Tell(LookAtFile.Instance, Self);
    }

    private void Start(CatalogFile file, FileCheckpoint? resume, bool isListed)
    {
        var predecessor = PredecessorOf(file);
        var gauge = new FileGauge(file.Path, file.SizeBytes) { Listed = isListed, Held = predecessor is not null };
        var settings = new FileTailSettings
        {
            Identity = file.Identity,
            Resume = resume,
            FromEnd = FromEnd(file),
            Rules = _settings.RulesFor(file.Inputs),
            Options = _settings.Options,
            InFlightChunksMax = _settings.InFlightChunksMax,
            Time = _settings.Server.Time,
            Gauge = gauge,
            Encoder = _settings.Encoder,
            Catalog = Self,
            Matchers = _settings.Matchers,
            Writer = _settings.Writer,
        };
        var log = _log;
        var tailer = Context.ActorOf(Props.Create(() => new FileTailActor(settings, log)), NameOf(file.Identity));
        _files.Add(file.Identity, new TrackedFile(file, gauge, tailer) { WaitsFor = predecessor?.Identity });
    }

    private string NameOf(FileIdentity identity) => $"{identity.Device}-{identity.Inode}-{++_tickets}";

    /// <summary>Only files that are there at an input's very first start may be read from their end.</summary>
    private bool FromEnd(CatalogFile file) =>
        _starting is null && file.Inputs.All(input => !_inputsKnown.Contains(input) && _settings.InputsFromEnd[input]);
}
