using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Watchdog;
using Dachshund.Kernel;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// Knows which files there are, and has one tailer for each, by identity: a file keeps its tailer whatever it is renamed to, and
/// a path that leads to another file than before gets a new tailer, which starts when the old file is read to its end.
/// </summary>
/// <remarks>The poll is the truth, inotify only a hint that makes it fast.</remarks>
internal sealed partial class FileCatalogActor : ReceiveActor
{
    private static readonly TimeSpan s_troubleRetry = TimeSpan.FromSeconds(10);

    private readonly FileCatalogSettings _settings;
    private readonly ILogger _log;
    private readonly Dictionary<FileIdentity, TrackedFile> _files = [];
    private readonly Dictionary<FileIdentity, (CatalogFile File, FileIdentity Predecessor)> _successors = [];
    private readonly Dictionary<FileIdentity, TroubledFile> _troubled = [];
    private readonly HashSet<string> _problemsSaid = [];
    private readonly HashSet<string> _inputsKnown = [];
    private readonly List<FileCheckpoint> _checkpoints = [];
    private HashSet<FileIdentity>? _starting;
    private HashSet<FileIdentity>? _catchingUp;
    private readonly InputTroubles _troubles;
    private string? _markersIn;
    private int _tickets;

    public FileCatalogActor(FileCatalogSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _troubles = new InputTroubles(settings.Server.OfflineAfter, settings.Server.Time);
        ReceiveAsync<OpenCatalog>(_ => OpenAsync());
        ReceiveAsync<ScanFolders>(_ => ScanAsync());
        ReceiveAsync<Hinted>(OnHintAsync);
        Receive<HintsEnded>(_ => { });
        ReceiveAsync<StartStored>(OnStartStoredAsync);
        Receive<FileDrained>(OnDrained);
        Receive<FileFinished>(finished => Forget(finished.Identity));
        Receive<FileTrouble>(OnTrouble);
        Receive<ReopenFile>(OnReopen);
        Receive<TailingQuery>(_ => Sender.Tell(Status(), Self));
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
    }

    /// <summary>One file's failure is its own: it starts again after a while, the others don't notice.</summary>
    protected override SupervisorStrategy SupervisorStrategy { get; } = new OneForOneStrategy(
        backoff: new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(ReopenFile));
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
        await ScanAsync();
        Timers.StartPeriodicTimer(nameof(ScanFolders), ScanFolders.Instance, _settings.Options.Poll);
        ListenToHints();
    }

    private async ValueTask ScanAsync()
    {
        var files = _settings.Catalog.Scan();
        Cover(files);
        Say(_settings.Catalog.Problems);
        Say(_settings.Watcher.SetFolders(_settings.Catalog.Folders));
        Follow(files);
        _starting ??= [.. _files.Keys, .. _successors.Keys];
        _catchingUp ??= [.. _starting];
        await StoreMarkersAsync();
        await TellTroublesAsync();
        _settings.Board.Facts = new TailingFacts(_files.Count, _files.Values.Sum(file => file.Gauge.LagBytes), Problems());
    }

    private void Follow(IReadOnlyList<CatalogFile> files)
    {
        var found = files.Select(file => file.Identity).ToHashSet();
        foreach (var tracked in _files.Values.Where(tracked => tracked.Listed && !found.Contains(tracked.Identity)))
            Unlist(tracked);
        // Those that have a tailer come first: a new file may have to wait for one whose path it took.
        foreach (var file in files.Where(file => _files.ContainsKey(file.Identity)))
            Refresh(_files[file.Identity], file);
        foreach (var file in files.Where(file => !_files.ContainsKey(file.Identity)))
            Track(file);
        foreach (var gone in _troubled.Keys.Where(identity => !found.Contains(identity)).ToArray())
            _troubled.Remove(gone);
    }

    private void Track(CatalogFile file)
    {
        if (_successors.ContainsKey(file.Identity) || StillTroubled(file.Identity))
            return;

        // The path led to another file before: that one is read to its end first.
        var predecessor = _files.Values.FirstOrDefault(other => other.LastListedPath == file.Path && !other.Drained);
        if (predecessor is null)
            Start(file, unlisted: false, FileCheckpoint.ChooseFor(file.Identity, _checkpoints));
        else
            _successors.Add(file.Identity, (file, predecessor.Identity));
    }

    private void Refresh(TrackedFile tracked, CatalogFile file)
    {
        var grown = tracked.Stamp != file.Stamp;
        tracked.Gauge.SizeBytes = file.SizeBytes;
        tracked.Stamp = file.Stamp;
        if (!tracked.Listed)
        {
            tracked.Listed = true;
            tracked.Tailer.Tell(new FileListed(file.Path), Self);
        }

        if (tracked.Path != file.Path)
        {
            tracked.LastListedPath = tracked.Path;
            tracked.Path = tracked.Gauge.Path = file.Path;
            tracked.TargetPath = file.TargetPath;
            Drain(tracked);
            tracked.Tailer.Tell(new LookAtFile(file.Path), Self);
        }
        else if (grown)
        {
            tracked.Tailer.Tell(LookAtFile.Unmoved, Self);
        }
    }

    private void Unlist(TrackedFile tracked)
    {
        tracked.Listed = false;
        tracked.Tailer.Tell(FileUnlisted.Instance, Self);
        Drain(tracked);
    }

    /// <summary>Its path may lead to another file now, which has to wait until this one is read to its end.</summary>
    private void Drain(TrackedFile tracked)
    {
        tracked.Drained = false;
        tracked.Ticket = ++_tickets;
        tracked.Tailer.Tell(new SayWhenDrained(tracked.Ticket), Self);
    }

    private void Start(CatalogFile file, bool unlisted, FileCheckpoint? resume)
    {
        var gauge = new FileGauge(file.Path, file.SizeBytes);
        var settings = new FileTailSettings
        {
            Identity = file.Identity,
            Path = file.Path,
            Resume = resume,
            FromEnd = FromEnd(file),
            Unlisted = unlisted,
            Rules = _settings.RulesFor(file.Inputs),
            Options = _settings.Options,
            InFlightChunksMax = _settings.InFlightChunksMax,
            Gauge = gauge,
            Catalog = Self,
            Matchers = _settings.Matchers,
            Writer = _settings.Writer,
        };
        var log = _log;
        var tailer = Context.ActorOf(Props.Create(() => new FileTailActor(settings, log)), NameOf(file.Identity));
        _files.Add(file.Identity, new TrackedFile(file, gauge, tailer) { Listed = !unlisted });
    }

    private string NameOf(FileIdentity identity) => $"{identity.Device}-{identity.Inode}-{++_tickets}";

    /// <summary>Only files that are there at an input's very first start may be read from their end.</summary>
    private bool FromEnd(CatalogFile file) =>
        _starting is null && file.Inputs.All(input => !_inputsKnown.Contains(input) && _settings.InputsFromEnd[input]);
}
