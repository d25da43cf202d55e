using Dachshund.Actors.Cluster;
using Dachshund.Actors.Counts;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.DropFolder;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Entries;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Shard;

/// <summary>
/// Owns one partition of the journal: folds its entries in order into notices to the router. The cursor and the notices are one
/// commit, so an entry is folded exactly once; reading is a pure read that may be repeated.
/// </summary>
internal sealed partial class ShardActor : ReceiveActor
{
    /// <summary>Each so many looks at the hosts, one at the consumer groups and the tasks.</summary>
    private const int SlowLookEvery = 5;

    /// <summary>What is stored of one entry besides what it says itself, at most.</summary>
    private const int EntryCostBytes = 512;

    /// <summary>Leaves room in a commit for what one entry more may make.</summary>
    private const int CommitBytesWanted = CommitLimits.BytesMax / 2;

    /// <summary>Leaves room for a host that is forgotten with all its tasks.</summary>
    private const int ChangesWanted = CommitLimits.StateWritesMax - (2 * TaskEntries.TasksPerHostMax) - 20;

    /// <summary>Within a commit's limits: each is a condition, a state write and a notice.</summary>
    private const int TransitionsPerCommit = 100;

    private readonly ServerContext _server;
    private readonly int _partition;
    private readonly ILogger _log;
    private readonly Lease _lease;
    private readonly JournalKeys _keys;
    private readonly PoisonTable _poison = new();
    private readonly FailedItem _failed = new();
    private readonly HeartbeatMonitor _monitor;
    private readonly FillMonitor _fill;
    private readonly TaskMonitor _tasks;
    private readonly DayCounts _counts;
    private readonly ReportMonitor? _report;
    private Doorbell? _bell;
    private IDisposable? _subscription;
    private string _cursor = StreamItem.Beginning;
    private string _knownCursor = StreamItem.Beginning;
    private bool _loaded;
    private bool _fillKnown;
    private bool _caughtUp;
    private int _itemsMax = CommitLimits.AppendsMax;
    private int _looks;

    public ShardActor(ServerContext server, int partition, ReportSettings report, ILogger log)
    {
        _server = server;
        _partition = partition;
        _log = log;
        _keys = server.Journal.Keys;
        _lease = new Lease(server, JournalKeys.ShardLease(partition), log);
        _monitor = new HeartbeatMonitor(server, partition);
        _fill = new FillMonitor(server, partition);
        _tasks = new TaskMonitor(report.Tasks, _keys, partition, server.Journal.Partitions, server.Time);
        _counts = new DayCounts(_keys, partition, report.Time.DueAfter);
        _report = partition == 0 ? new ReportMonitor(report, _keys, partition, server.Time) : null;
        ReceiveAsync<LookAtHosts>(_ => WatchAsync());
        ReceiveAsync<Wake>(_ => WorkAsync());
        Receive<ShardQuery>(_ => Sender.Tell(new ShardStatus(_partition, _lease.IsHeld && _loaded, _lease.Epoch, _cursor), Self));
        ReceiveAsync<LeaseGranted>(granted =>
        {
            _lease.Granted(granted.Epoch);
            _loaded = false;
            return WorkAsync();
        });
        ReceiveAsync<StandDown>(StandDownAsync);
        Receive<Retire>(_ => Context.Stop(Self));
    }

    protected override void PreStart()
    {
        var bell = _bell = new Doorbell(Self, Wake.Instance);
        _subscription = _server.Journal.SubscribeBell(JournalKeys.JournalBell(_partition), bell.Ring);
        Timers.StartPeriodicTimer("poll", Wake.Instance, _server.Poll);
        Timers.StartPeriodicTimer("hosts", LookAtHosts.Instance, _server.Poll);
        Context.Parent.Tell(new LeaseWanted(_lease.Name), Self);
    }

    protected override void PostStop() => _subscription?.Dispose();

    private async ValueTask WorkAsync()
    {
        _bell?.Answer();
        if (await PrepareAsync() is { } reason)
        {
            if (reason.Length > 0)
                Timers.StartSingleTimer("retry", Wake.Instance, _lease.NextDelay(reason));
            return;
        }

        // That this group lost its hold is seen until its first commit only.
        if (!_fillKnown && !await WatchFillAsync())
            return;
        while (_lease.MayAct)
        {
            var read = await _server.Journal.ReadStreamAsync(
                _keys.Journal(_partition), _cursor, CommitLimits.AppendsMax, Context.Stopping);
            _caughtUp = read is { IsDone: true, Value.IsEmpty: true };
            if (!read.IsDone || read.Value.IsEmpty)
                return;
            if (await FoldAsync(read.Value) is not { } folded)
                return;

            // There was no more; what came since has rung.
            _caughtUp = folded == read.Value.Length && StreamItem.IsAll(read.Value, CommitLimits.AppendsMax);
            if (_caughtUp)
                return;
        }
    }

    /// <summary>Has the lease's state; null when so, else why not (empty: the lease isn't held, nothing can be done).</summary>
    private async ValueTask<string?> PrepareAsync()
    {
        if (!_lease.MayAct)
            return "";
        if (_lease.IsOfOtherHistory)
            _loaded = false;
        if (_loaded)
            return null;
        var poisonKey = _keys.Shard(_partition, StateKeys.Poison);
        string[] hashes = [poisonKey, _monitor.Key, _fill.Key, _tasks.Key, .. _report is null ? [] : new[] { _report.Key }];
        var request = new LoadRequest(_lease.Name, hashes)
        {
            Cursors = [_keys.Cursors(_partition)],
        };
        var load = await _server.Journal.LoadAsync(request, Context.Stopping);
        if (!load.IsDone)
            return load.Reason;
        var cursor = CursorOf(load.Value);
        if (await LoadCountsAsync(load.Value, cursor) is { } reason)
            return reason;
        var wentBack = _lease.History.Length > 0 && _lease.History != load.Value.History;
        _lease.Loaded(load.Value.History, load.Value.Rev);
        _cursor = cursor;
        _poison.Load(load.Value.Hashes[poisonKey]);
        _monitor.Load(load.Value.Hashes[_monitor.Key], wentBack);
        _fill.Load(load.Value.Hashes[_fill.Key]);
        _tasks.Load(load.Value.Hashes[_tasks.Key], wentBack);
        _report?.Load(load.Value.Hashes[_report.Key], wentBack);
        (_loaded, _fillKnown, _caughtUp) = (true, false, false);
        return null;
    }

    /// <summary>
    /// The stored cursor. Where it is gone or somebody wrote something else, this process goes on from the one that it committed
    /// last, as long as Redis did not go back; else everything that is kept is folded again.
    /// </summary>
    private string CursorOf(LoadedState state)
    {
        if (state.Cursors[_keys.Cursors(_partition)].GetValueOrDefault(_keys.ConsumerGroup) is { } stored)
            return stored.Id;
        var known = state.History == _lease.History ? _knownCursor : StreamItem.Beginning;
        if (known != StreamItem.Beginning)
            ActorsLog.CursorGone(_log, _lease.Name, _keys.Cursors(_partition), known);
        return known;
    }

    /// <summary>The counts of the day that the cursor stands in; null when they are those of the state, else why not.</summary>
    private async ValueTask<string?> LoadCountsAsync(LoadedState state, string cursor)
    {
        var day = StreamPosition.TimeMs(cursor) is > 0 and var timeMs ? _counts.DayOf(timeMs) : (DateOnly?)null;
        if (day is null)
        {
            _counts.Load(null, new Dictionary<string, ReadOnlyMemory<byte>>());
            return null;
        }

        var key = DayCounts.KeyOf(_keys, _partition, day.Value);
        var load = await _server.Journal.LoadAsync(new LoadRequest(_lease.Name, [key]), Context.Stopping);
        if (!load.IsDone)
            return load.Reason;
        if (load.Value.History != state.History || load.Value.Rev != state.Rev)
            return "it changed while it was loaded";
        _counts.Load(day, load.Value.Hashes[key]);
        return null;
    }

    /// <summary>Folds as many of the items as are surely one commit; how many, or null when the commit failed.</summary>
    private async ValueTask<int?> FoldAsync(IReadOnlyList<StreamItem> items)
    {
        var folding = new EntryFolding();
        var appends = new List<StreamAppend>();
        var reason = "";
        var (count, bytes) = (0, 0);
        while (count < items.Count && count < _itemsMax && HasRoom(bytes) && _counts.IsSameDay(items[count].TimeMs))
        {
            var item = items[count++];
            bytes += item.Body.Length + EntryCostBytes;
            // What was acknowledged in this process and is read again: Redis went back, and it may have been told.
            var again = StreamPosition.Compare(item.Id, _knownCursor) <= 0;
            var failure = (_failed.GivenUp(item.Id) ?? item.Refusal) is { } refusal
                ? new FoldFailure(refusal, IsForm: true)
                : PoisonTable.TryFold(() => Fold(folding, Decode(item), item.TimeMs, again));
            if (failure is null)
                continue;
            reason = failure.Value.Reason;
            if (!failure.Value.IsForm)
            {
                _failed.Note(item.Id, reason);
                LoadAgain(reason);
                return null;
            }

            ActorsLog.Poisoned(_log, _lease.Name, item.Id, reason);
            appends.Add(DeadLetters.Of(_keys, item, _lease.Name, reason));
        }

        var last = items[count - 1];
        var poison = _poison.Count(appends.Count, last.TimeMs, _server.Session.Host, _lease.Name, reason);
        foreach (var notice in poison is null ? folding.Notices : [.. folding.Notices, poison])
            appends.Add(new StreamAppend(_keys.Notices, StateKeys.NoticeKind, notice.ToJson()));
        var commit = _lease.NewCommit() with
        {
            CursorMoves = [new CursorMove(_keys.Cursors(_partition), _keys.ConsumerGroup, last.Id, count)],
            StateWrites =
            [
                .. _poison.Changes(_keys.Shard(_partition, StateKeys.Poison)), .. _monitor.TakeChanges(), .. _tasks.TakeChanges(),
                .. _counts.TakeChanges(),
            ],
            Appends = appends,
            TrimJournal = _partition,
            Rings = [StateKeys.RouterBell(_keys)],
        };
        if (CommitLimits.ProblemOf(commit) is { } problem)
        {
            // Fewer at a time; a single one that makes too much is that one's failure.
            if (count == 1)
                _failed.GiveUp(last.Id, problem);
            _itemsMax = Math.Max(1, count / 2);
            LoadAgain(problem);
            return null;
        }

        if (!Judge(await _server.Journal.CommitAsync(commit, Context.Stopping), last.Id))
            return null;
        _itemsMax = CommitLimits.AppendsMax;
        return count;
    }

    /// <summary>What was folded and not committed is dropped: it is loaded and folded again.</summary>
    private void LoadAgain(string reason)
    {
        _loaded = false;
        Timers.StartSingleTimer("retry", Wake.Instance, _lease.NextDelay(reason));
    }

    private bool HasRoom(int bytes) =>
        bytes + _tasks.ChangedBytes + _counts.ChangedBytes < CommitBytesWanted
        && _tasks.Changes + _counts.Changes < ChangesWanted;

    private void Fold(EntryFolding folding, JournalEntry entry, long timeMs, bool again)
    {
        var notices = new List<Notice>();
        if (entry.Kind == NodeEntries.Forget)
            _tasks.ForgetHost(entry.Host);
        var isState = _monitor.TryFold(entry, out var presence) || _tasks.TryFold(entry, timeMs, notices);
        if (presence is not null)
            notices.Add(presence);
        if (!isState && entry.Kind != RemovedFiles.Kind)
            folding.Fold(entry, again);
        foreach (var notice in notices)
            folding.Add(notice with { Again = again || notice.Again });
        _counts.Fold(entry, timeMs);
    }

    private static JournalEntry Decode(StreamItem item)
    {
        if (!JournalEntryCodec.TryDecode(item.Body.Span, out var entry, out var error))
            throw new FormatException(error);
        if (!JournalKeys.IsName(entry.Host))
            throw new FormatException("the entry is of no host that there can be");
        return entry.Labels.Count <= Notice.LabelsMax
            && entry.Labels.Sum(label => label.Key.Length + label.Value.Length) <= Notice.LabelCharsMax
            ? entry
            : throw new FormatException($"the entry has more than {Notice.LabelsMax} labels, or over {Notice.LabelCharsMax} characters of them");
    }

    private bool Judge(Call<CommitOutcome> call, string cursor)
    {
        if (call is { IsDone: true, Value: CommitOutcome.Ok })
        {
            _lease.Committed();
            _cursor = cursor;
            if (StreamPosition.Compare(cursor, _knownCursor) > 0)
                _knownCursor = cursor;
            return true;
        }

        // Unknown or refused: whether it ran is seen when the state is loaded again.
        _loaded = false;
        var outcome = call.IsDone ? call.Value.ToString() : call.Reason;
        ActorsLog.CommitRefused(_log, _lease.Name, outcome);
        if (call is { IsDone: true, Value: CommitOutcome.Fenced })
        {
            _lease.Lost();
            Context.Parent.Tell(new LeaseLost(_lease.Name, _lease.Epoch), Self);
            return false;
        }

        Timers.StartSingleTimer("retry", Wake.Instance, _lease.NextDelay(outcome));
        return false;
    }

    private async ValueTask StandDownAsync(StandDown standDown)
    {
        await _lease.ReleaseAsync(standDown.Heir, Context.Stopping);
        Context.Parent.Tell(new StoodDown(_lease.Name), Self);
        Context.Stop(Self);
    }
}
