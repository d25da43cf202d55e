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
/// <para>The stages of a generation, and every way out of each:</para>
/// <code>
/// Opening    the file is open                                     -> Attaching
///            it can't be opened, or is gone                       -> (the catalog is told; stops)
/// Attaching  the writer names a position                          -> Held, Reading, or Over when the content is gone
///            the writer knows none                                -> Starting, or Over when the content is gone
/// Starting   the start is stored                                  -> Held, Reading
/// Held       the gauge says that it is held no more               -> Reading
/// Reading    the content is another one (truncated, rewritten)    -> Over
///            no path leads to the file, and it is quiet           -> Over
/// Over       no chunk is on its way any more                      -> Ending
/// Ending     the end is stored, content gone                      -> Attaching, the next generation
///            the end is stored, the file grew meanwhile           -> Attaching, the same generation
///            the end is stored                                    -> (the catalog is told; stops)
/// any        the matcher failed on a chunk, the writer is anew    -> Attaching
///            the writer rewinds                                   -> as from Attaching, in a new turn
/// </code>
/// <para>Each message only notes what it says; then <see cref="GoOnAsync"/> judges the stage by what is so. No way out hangs on
/// an answer that comes before or after another one, and what the catalog wants stands in the gauge, not in a message.</para>
/// <para>Who decides on turns and positions is the journal's writer: a rewind begins a new turn, and chunks and answers of older
/// turns mean nothing. So this actor may crash at any time; its successor asks the writer where to go on.</para>
/// </remarks>
internal sealed partial class FileTailActor : ReceiveActor
{
    private readonly FileTailSettings _settings;
    private readonly FileGauge _gauge;
    private readonly ILogger _log;
    private readonly FailedChunks _failures = new();
    private TailedFile? _file;
    private string _field = "";
    private long _turn;
    private int _credits;
    private long _startedAt;
    private long _storedHighest = -1;
    private long _sizeSeen;
    private long _end;
    private long _seenTo;
    private bool _contentGone;
    private TimeSpan _quiet;
    private long _lookedAt;
    private bool _startSaid;
    private int _ticketSeen;
    private int _ticketSaid = -1;

    public FileTailActor(FileTailSettings settings, ILogger log)
    {
        _settings = settings;
        _gauge = settings.Gauge;
        _log = log;
        _lookedAt = settings.Time.GetTimestamp();
        Stage = TailStage.Opening;

        ReceiveAsync<OpenFile>(_ => OpenAsync());
        ReceiveAsync<FileAttached>(attached => attached.Field == _field ? BeginTurnAsync(attached.Turn, attached.Position) : default);
        ReceiveAsync<RewindFile>(OnRewindAsync);
        ReceiveAsync<WriterStarted>(_ => AttachAsync());
        ReceiveAsync<ProgressStored>(OnStoredAsync);
        ReceiveAsync<ChunkMatched>(OnMatchedAsync);
        ReceiveAsync<ChunkFailed>(OnChunkFailedAsync);
        ReceiveAsync<LookAtFile>(_ => LookAsync());
    }

    /// <summary>It stands in the gauge, for whoever asks what the file waits for.</summary>
    private TailStage Stage
    {
        get => _gauge.Stage;
        set => _gauge.Stage = value;
    }

    private bool NothingInFlight => _credits == _settings.InFlightChunksMax;

    protected override void PreStart() => Self.Tell(OpenFile.Instance);

    protected override void PostStop() => _file?.Dispose();

    private ValueTask OpenAsync()
    {
        // After a crash of this actor the gauge knows more than what it was started with.
        var resume = _gauge.Checkpoint ?? _settings.Resume;
        _file = TryOpen(_gauge.Path, resume, out var problem);
        if (_file is null)
        {
            // The path may lead elsewhere since it was looked at: the file is found by what it is.
            var sighting = FileLocator.Look(_settings.Identity, resume?.Head ?? FileHead.Empty, _gauge.Path);
            if (sighting.IsGone)
                return StopSaying(new FileGone(_settings.Identity));
            if (sighting.Path is { } path)
                _file = TryOpen(_gauge.Path = path, resume, out problem);
        }

        return _file is null
            ? StopSaying(new FileTrouble(_settings.Identity, problem ?? $"{_gauge.Path} cannot be opened"))
            : AttachAsync();
    }

    private TailedFile? TryOpen(string path, FileCheckpoint? resume, out string? problem) =>
        TailedFile.TryOpen(path, _settings.Identity, resume, _settings.Options, out problem);

    private ValueTask StopSaying(object why)
    {
        _settings.Catalog.Tell(why, Self);
        Context.Stop(Self);
        return default;
    }

    /// <summary>Asks the writer where this generation goes on; a new turn begins with the answer.</summary>
    private ValueTask AttachAsync()
    {
        if (_file is not { } file)
            return default;
        _field = file.Checkpoint(0).Field;
        (Stage, _turn) = (TailStage.Attaching, 0);
        var known = _gauge.Checkpoint ?? _settings.Resume;
        return _settings.Writer.TellAsync(new AttachFile(_field, known?.Field == _field ? known : null, Self), Self, Context.Stopping);
    }

    private ValueTask OnRewindAsync(RewindFile rewind)
    {
        if (_file is not { } file || rewind.Field != _field)
            return default;
        ActorsLog.TailRewound(_log, file.Path, file.Offset, rewind.Position ?? -1);
        return BeginTurnAsync(rewind.Turn, rewind.Position);
    }

    private async ValueTask BeginTurnAsync(long turn, long? position)
    {
        if (_file is not { } file)
            return;
        _turn = turn;
        _credits = _settings.InFlightChunksMax;
        if (_contentGone)
        {
            // What lies beyond the position was read before, but can't be read again.
            Stage = TailStage.Over;
            _end = _seenTo = position ?? 0;
        }
        else if (position is { } from)
        {
            var known = _gauge.Checkpoint is { } last && last.Field == _field ? last.Offset : from;
            if (_storedHighest < 0)
            {
                _startedAt = from;
                _gauge.Checkpoint = file.Checkpoint(from);
                SayStarted();
            }

            _storedHighest = Math.Max(_storedHighest, Math.Max(from, known));
            file.Seek(from);
            Stage = TailStage.Held;
        }
        else
        {
            await StoreStartAsync(file);
        }

        await GoOnAsync();
    }

    private bool FromEnd(TailedFile file) => _settings.FromEnd && file.Generation == 0;

    /// <summary>The start is decided once, and stored before a byte is read: the credits come back when it is.</summary>
    private ValueTask StoreStartAsync(TailedFile file)
    {
        if (_storedHighest < 0)
            _startedAt = FromEnd(file) ? file.FindLineStart(file.Observe().SizeBytes) : 0;
        file.Seek(_startedAt);
        var credits = _credits;
        (Stage, _credits) = (TailStage.Starting, 0);
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
        _gauge.Checkpoint = file.Checkpoint(stored.Position) with { Done = stored.Done };
        _gauge.Step();
        if (Stage == TailStage.Ending && stored.Done)
            return AfterEndAsync(file);
        if (Stage == TailStage.Starting)
            Stage = TailStage.Held;
        return GoOnAsync();
    }

    private ValueTask OnMatchedAsync(ChunkMatched matched)
    {
        if (matched.Turn != _turn)
            return default;
        _credits++;
        return GoOnAsync();
    }

    /// <summary>
    /// A chunk that the matcher failed on is read again from the last stored position; after the third time it goes by unmatched,
    /// as a record of lost bytes.
    /// </summary>
    private ValueTask OnChunkFailedAsync(ChunkFailed failed)
    {
        if (failed.Turn != _turn || _file is not { } file)
            return default;

        _failures.Note(failed.Start, failed.End, failed.Reason);
        ActorsLog.ChunkFailed(_log, file.Path, failed.Start, failed.End, failed.Reason);
        return AttachAsync();
    }

    private ValueTask LookAsync()
    {
        if (_file is not { } file)
            return default;
        file.Path = _gauge.Path;
        // How much there is matters before the first byte is read: it may be gone by then.
        if (Stage is TailStage.Attaching or TailStage.Starting)
            NoteSize(file.Observe());
        return GoOnAsync();
    }
}
