using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.Watchdog;
using Dachshund.Journal.Appends;
using Dachshund.Kernel;
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

    /// <summary>What entries may take of one call; the rest is for fields, positions and paths.</summary>
    private const int EntryBytesMax = AppendLimits.BytesMax * 7 / 8;

    private readonly JournalWriterSettings _settings;
    private readonly ILogger _log;
    private readonly Dictionary<string, FileLine> _lines = [];
    private readonly FinishedFiles _finished = new();
    private readonly List<AttachFile> _attachLater = [];
    private readonly RetryDelay _delay;
    private IReadOnlyList<FileStep>? _out;
    private bool _compare;
    private string _dataSet;
    private IActorRef? _drainAsked;
    private bool _busy;
    private bool _tick;
    private long _turns;

    public JournalWriterActor(JournalWriterSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _dataSet = settings.Server.Journal.DataSetId;
        _delay = new RetryDelay(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2), settings.Server.Random);

        Receive<AttachFile>(Attach);
        Receive<FileProgress>(Accept);
        Receive<AppendEnded>(OnAppendEnded);
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
        Receive<PlacesHinted>(hinted => _hinted.UnionWith(hinted.Fields));
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
            line = new FileLine(attach.Field, attach.Tailer) { Stored = _finished.Take(attach.Field) ?? attach.Resume };
            _lines.Add(attach.Field, line);
        }

        line.Tailer = attach.Tailer;
        if ((line.Anew ?? TakeHinted(line)) is { } place)
            line.MakeAnew(++_turns, place);
        else
            line.BeginTurn(++_turns, line.Stored?.Offset);
        attach.Tailer.Tell(new FileAttached(attach.Field, line.Turn, (line.Anew ?? line.Stored)?.Offset), Self);
        GoOn();
    }

    private void Accept(FileProgress progress)
    {
        if (!_lines.TryGetValue(progress.Checkpoint.Field, out var line) || line.Turn != progress.Turn)
            return;
        if (!line.TryEnqueue(progress))
        {
            ActorsLog.ProgressOutOfOrder(_log, progress.Checkpoint.Path, progress.Start, line.Target);
            Rewind(line, line.Stored?.Offset);
            return;
        }

        GoOn();
    }

    private void Rewind(FileLine line, long? position)
    {
        line.BeginTurn(++_turns, position);
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
        var room = new AppendRoom(AppendLimits.EntriesMax, EntryBytesMax);
        var steps = new List<FileStep>();
        foreach (var line in _lines.Values)
        {
            if (steps.Count == _settings.FilesPerCallMax)
                break;
            if ((_tick || line.IsUrgent) && line.TakeStep(ref room) is { } step)
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
            .PipeTo(Self, success: answer => new AppendEnded(steps, answer));
    }

    private static AppendFile ToAppend(FileStep step) => new(
        step.To.Field,
        step.From is { } from ? Position(from.Offset) : AppendFile.NoPosition,
        Position(step.To.Offset),
        StoredPlaces.ToNote(step.To),
        step.Entries);

    private static string Position(long offset) => offset.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
