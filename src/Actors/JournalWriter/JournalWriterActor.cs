using System.Runtime.ExceptionServices;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.Matcher;
using Dachshund.Actors.Watchdog;
using Dachshund.Journal.Appends;
using Dachshund.Kernel;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.JournalWriter;

/// <summary>
/// The one that writes this node's positions and entries. It coalesces whatever came while the last call was out into one script
/// call; Redis away means that it waits and tries again, and that the credits it holds back stop the tailers.
/// </summary>
/// <remarks>
/// One call is out at a time. A call of unknown outcome is sent again as it was: had it run, each of its files answers CONFLICT
/// with the very position it was to move to, which is as good as OK. Any other CONFLICT rewinds the file to the stored position.
/// This actor never waits for another: what flows back to tailers is told, and bounded by the credits given out.
/// </remarks>
internal sealed partial class JournalWriterActor : ReceiveActor
{
    private const string RetryTimer = "retry";

    private readonly JournalWriterSettings _settings;
    private readonly ILogger _log;
    private readonly Dictionary<string, FileLine> _lines = [];
    private readonly WriterMemory _memory;
    private readonly List<AttachFile> _attachLater = [];
    private readonly RetryDelay _delay;
    private IReadOnlyList<FileStep>? _out;
    private bool _compare;
    private IActorRef? _drainAsked;
    private bool _busy;
    private bool _tick;

    public JournalWriterActor(JournalWriterSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _memory = settings.Memory;
        if (_memory.DataSet.Length == 0)
            _memory.DataSet = settings.Server.Journal.DataSetId;
        _delay = new RetryDelay(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2), settings.Server.Random);

        Receive<AttachFile>(Attach);
        Receive<FileProgress>(Accept);
        Receive<AppendEnded>(OnAppendEnded);
        Receive<AppendFailed>(OnAppendFailed);
        Receive<Status.Failure>(failure => ExceptionDispatchInfo.Throw(failure.Cause));
        Receive<CheckpointsRead>(OnCheckpointsRead);
        Receive<CompareStoredPositions>(_ =>
        {
            _compare = true;
            GoOn();
        });
        Receive<Tick>(_ =>
        {
            _tick = true;
            KeepNowAndThen();
            GoOn();
        });
        Receive<Retry>(_ => SendAgain());
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
        Receive<PlacesHinted>(hinted => _memory.Hinted.UnionWith(hinted.Fields));
        Receive<PositionsStored>(OnPositionsStored);
        Receive<PositionsKept>(OnPositionsKept);
        Receive<DrainWriter>(_ =>
        {
            _drainAsked = Sender;
            _tick = true;
            GoOn();
        });
    }

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.FromSeconds(1));

    /// <summary>Whoever waited for an answer would wait for ever: all ask again. Then all is compared, quiet files too.</summary>
    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        Context.System.EventStream.Publish(WriterStarted.Instance);
        Timers.StartSingleTimer(nameof(CompareStoredPositions), CompareStoredPositions.Instance, TimeSpan.FromSeconds(1));
    }

    private void Attach(AttachFile attach)
    {
        // What is out for this field must be answered first: only then is its position known.
        if (_out?.Any(step => step.Line.Field == attach.Field) == true || _compare)
        {
            _attachLater.Add(attach);
            return;
        }

        if (!_lines.TryGetValue(attach.Field, out var line))
        {
            line = new FileLine(attach.Field, attach.Tailer) { Stored = _memory.Finished.Take(attach.Field) ?? attach.Resume };
            _lines.Add(attach.Field, line);
        }

        line.Tailer = attach.Tailer;
        if ((line.Anew ?? TakeHinted(line)) is { } place)
            line.MakeAnew(++_memory.Turns, place);
        else
            line.BeginTurn(++_memory.Turns, line.Stored?.Offset);
        attach.Tailer.Tell(new FileAttached(attach.Field, line.Turn, (line.Anew ?? line.Stored)?.Offset), Self);
        GoOn();
    }

    private void Accept(FileProgress progress)
    {
        if (!_lines.TryGetValue(progress.Checkpoint.Field, out var line) || line.Turn != progress.Turn)
            return;
        if (!line.TryEnqueue(Fitting(progress)))
        {
            ActorsLog.ProgressOutOfOrder(_log, progress.Checkpoint.Path, progress.Start, line.Target);
            Rewind(line, line.Stored?.Offset);
            return;
        }

        GoOn();
    }

    /// <summary>
    /// What can never be appended, because it is beyond what one call takes, would wait for ever, and all of the file behind it.
    /// That is a defect of whoever made it: it goes by as a record of lost bytes.
    /// </summary>
    private FileProgress Fitting(FileProgress progress)
    {
        if (NewRoom().TryTake(progress.Entries, OverheadOf(progress.Checkpoint)))
            return progress;
        return AsLost(progress, $"{progress.Entries.Length} entries of {progress.Entries.Sum(entry => (long)entry.Length)} bytes are "
            + $"beyond the {AppendLimits.EntriesMax} entries and {AppendLimits.BytesMax} bytes of one append");
    }

    private FileProgress AsLost(FileProgress progress, string reason)
    {
        var (file, start) = (progress.Checkpoint, progress.Start);
        ActorsLog.StepNeverFits(_log, file.Path, start, file.Offset, reason);
        return progress with { Entries = _settings.Encoder.EncodeLost(new LostBytes(file, start, file.Offset, reason)) };
    }

    private static AppendRoom NewRoom() => new(AppendLimits.EntriesMax, AppendLimits.BytesMax);

    /// <summary>What a file takes of a call besides its entries.</summary>
    private static int OverheadOf(FileCheckpoint file) =>
        AppendLimits.SizeBytes(new AppendFile(file.Field, Position(long.MaxValue), Position(long.MaxValue), StoredPlaces.ToNote(file), []));

    private void Rewind(FileLine line, long? position)
    {
        line.BeginTurn(++_memory.Turns, position);
        line.Tailer.Tell(new RewindFile(line.Field, line.Turn, position), Self);
    }

    /// <summary>Starts the next call when none is out: a comparison first, else what waits.</summary>
    private void GoOn()
    {
        if (_busy)
            return;
        if (_compare)
        {
            ReadCheckpoints();
            return;
        }

        if (_tick || _lines.Values.Any(line => line.IsUrgent))
        {
            _out = TakeBatch();
            if (_out.Count > 0)
            {
                Send(_out);
                return;
            }

            _out = null;
            _tick = false;
        }

        if (_drainAsked is { } asker && !_lines.Values.Any(line => line.IsWaiting))
            EndDrain(asker);
    }

    private List<FileStep> TakeBatch()
    {
        var room = NewRoom();
        var steps = new List<FileStep>();
        foreach (var line in _lines.Values)
        {
            if (steps.Count == _settings.FilesPerCallMax)
                break;
            if ((_tick || line.IsUrgent) && line.Waiting is { } next && line.TakeStep(ref room, OverheadOf(next)) is { } step)
                steps.Add(step);
        }

        return steps;
    }

    private void Send(IReadOnlyList<FileStep> steps)
    {
        _busy = true;
        var files = steps.Select(ToAppend).ToArray();
        var server = _settings.Server;
        server.Journal.AppendAsync(server.Identity.Partition, server.Session.Host, server.Session.Incarnation, files, Context.Stopping)
            .PipeTo(Self, success: answer => new AppendEnded(steps, answer), failure: failure => new AppendFailed(steps, failure));
    }

    private static AppendFile ToAppend(FileStep step) => new(
        step.To.Field,
        step.Line.Malformed ?? (step.From is { } from ? Position(from.Offset) : AppendFile.NoPosition),
        Position(step.To.Offset),
        StoredPlaces.ToNote(step.To),
        step.Entries);

    private static string Position(long offset) => offset.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
