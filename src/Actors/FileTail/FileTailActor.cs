using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Kernel;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// Reads one file, from where the journal says, on credit only: at most <see cref="FileTailSettings.InFlightChunksMax"/> chunks
/// are between the file and the journal, so memory stays flat whatever the log does. Order is kept: the pool of matchers is
/// hashed by file, and the writer takes each file's chunks only end to start.
/// </summary>
/// <remarks>
/// Who decides on turns and positions is the journal's writer: a rewind begins a new turn, and chunks and answers of older turns
/// mean nothing. So this actor may crash at any time; its successor asks the writer where to go on.
/// </remarks>
internal sealed partial class FileTailActor : ReceiveActor
{
    private readonly FileTailSettings _settings;
    private readonly ILogger _log;
    private readonly FailedChunks _failures = new();
    private readonly int _quietLooksMax;
    private TailedFile? _file;
    private string _field = "";
    private long _turn;
    private int _credits;
    private long _startedAt;
    private long _storedHighest = -1;
    private int _quietLooks;
    private bool _reading;
    private bool _unlisted;
    private bool _startSaid;
    private bool _drainedSaid;
    private int _ticket;
    private bool _generationOver;
    private bool _doneSent;

    public FileTailActor(FileTailSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _unlisted = settings.Unlisted;
        _quietLooksMax = (int)Math.Max(1, settings.FinishAfterQuiet / settings.Options.Poll);

        ReceiveAsync<OpenFile>(_ => OpenAsync());
        ReceiveAsync<FileAttached>(OnAttachedAsync);
        ReceiveAsync<ProgressStored>(OnStoredAsync);
        ReceiveAsync<ChunkMatched>(OnMatchedAsync);
        ReceiveAsync<ChunkFailed>(OnChunkFailedAsync);
        ReceiveAsync<RewindFile>(OnRewindAsync);
        ReceiveAsync<LookAtFile>(OnLookAsync);
        ReceiveAsync<SayWhenDrained>(OnDrainAsync);
        Receive<FileUnlisted>(_ => Unlist());
        Receive<FileListed>(List);
    }

    private bool NothingInFlight => _credits == _settings.InFlightChunksMax;

    protected override void PreStart()
    {
        if (_unlisted)
            Unlist();
        Self.Tell(OpenFile.Instance);
    }

    protected override void PostStop() => _file?.Dispose();

    private async ValueTask OpenAsync()
    {
        // After a crash of this actor the gauge knows more than what it was started with.
        var resume = _settings.Gauge.Checkpoint ?? _settings.Resume;
        _file = TailedFile.TryOpen(_settings.Gauge.Path, _settings.Identity, resume, _settings.Options, out var problem);
        if (_file is null)
        {
            _settings.Catalog.Tell(new FileTrouble(_settings.Identity, _settings.Path, problem ?? $"{_settings.Path} cannot be opened"), Self);
            Context.Stop(Self);
            return;
        }

        await AttachAsync(_file);
    }

    /// <summary>Asks the writer where this generation goes on; a new turn begins with the answer.</summary>
    private ValueTask AttachAsync(TailedFile file)
    {
        _reading = false;
        _field = file.Checkpoint(0).Field;
        var known = _settings.Resume?.Field == _field ? _settings.Resume : null;
        return _settings.Writer.TellAsync(new AttachFile(_field, known, Self), Self, Context.Stopping);
    }

    private ValueTask OnAttachedAsync(FileAttached attached) =>
        _file is { } file && attached.Field == _field ? BeginTurnAsync(file, attached.Turn, attached.Position) : default;

    private ValueTask OnRewindAsync(RewindFile rewind)
    {
        if (_file is not { } file || rewind.Field != _field)
            return default;
        ActorsLog.TailRewound(_log, file.Path, file.Offset, rewind.Position ?? -1);
        return BeginTurnAsync(file, rewind.Turn, rewind.Position);
    }

    private ValueTask BeginTurnAsync(TailedFile file, long turn, long? position)
    {
        _turn = turn;
        _credits = _settings.InFlightChunksMax;
        _doneSent = false;
        if (_generationOver)
            return FinishGenerationAsync(file, position ?? 0);

        _reading = true;
        if (position is not { } from)
            return StoreStartAsync(file);

        if (_storedHighest < 0)
        {
            _startedAt = _storedHighest = from;
            _settings.Gauge.Checkpoint = file.Checkpoint(from);
            SayStarted();
        }

        file.Seek(from);
        return PumpAsync(file);
    }

    private bool FromEnd(TailedFile file) => _settings.FromEnd && file.Generation == 0;

    /// <summary>The start is decided once, and stored before a byte is read: the credits come back when it is.</summary>
    private ValueTask StoreStartAsync(TailedFile file)
    {
        if (_storedHighest < 0)
            _startedAt = FromEnd(file) ? file.FindLineStart(file.Observe().SizeBytes) : 0;
        file.Seek(_startedAt);
        var credits = _credits;
        _credits = 0;
        return _settings.Writer.TellAsync(new FileProgress(_turn, _startedAt, file.Checkpoint(_startedAt), [], credits),
            Self, Context.Stopping);
    }

    /// <summary>Once, not for each generation: what waits at the catalog is bounded by what each tailer says at most.</summary>
    private void SayStarted()
    {
        if (_startSaid)
            return;
        _startSaid = true;
        _settings.Catalog.Tell(new StartStored(_settings.Identity), Self);
    }

    private ValueTask OnStoredAsync(ProgressStored stored)
    {
        if (stored.Turn != _turn || _file is not { } file)
            return default;

        SayStarted();
        _credits += stored.Credits;
        _storedHighest = Math.Max(_storedHighest, stored.Position);
        _settings.Gauge.Checkpoint = file.Checkpoint(stored.Position) with { Done = stored.Done };
        return _doneSent && stored.Done ? AfterDoneAsync(file) : PumpAsync(file);
    }

    private ValueTask OnMatchedAsync(ChunkMatched matched)
    {
        if (matched.Turn != _turn || _file is not { } file)
            return default;
        _credits++;
        return PumpAsync(file);
    }

    private ValueTask OnLookAsync(LookAtFile look)
    {
        if (_file is not { } file)
            return default;
        if (look.Path is { } path)
            file.Path = path;
        _quietLooks++;
        return PumpAsync(file);
    }

    private ValueTask OnDrainAsync(SayWhenDrained drain)
    {
        _ticket = drain.Ticket;
        _drainedSaid = false;
        return _file is { } file ? PumpAsync(file) : default;
    }

    private void Unlist()
    {
        _unlisted = true;
        _quietLooks = 0;
        // The catalog looks at listed files only.
        Timers.StartPeriodicTimer(nameof(LookAtFile), LookAtFile.Unmoved, _settings.Options.Poll);
    }

    private void List(FileListed listed)
    {
        _unlisted = false;
        Timers.Cancel(nameof(LookAtFile));
        if (_file is { } file)
            file.Path = listed.Path;
    }
}
