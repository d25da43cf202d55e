using System.Globalization;
using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Dachshund.Tasks.Reports;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.DailyReport;

/// <summary>
/// Makes the report of each day, once: what it says, that its day is done, and the notice that brings it to the channels are one
/// commit. Whoever dies before that has done nothing; whoever takes over after it finds the day done.
/// </summary>
internal sealed class DailyReportActor : ReceiveActor
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than that after which the report is said to be missing.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly ServerContext _server;
    private readonly ReportSettings _settings;
    private readonly ILogger _log;
    private readonly JournalKeys _keys;
    private readonly Lease _lease;
    private ReportMemory? _memory;
    private DateOnly? _known;
    private bool _loaded;
    private long? _waitsSince;

    public DailyReportActor(ServerContext server, ReportSettings settings, ILogger log)
    {
        _server = server;
        _settings = settings;
        _log = log;
        _keys = server.Journal.Keys;
        _lease = new Lease(server, JournalKeys.ReportLease, log);
        ReceiveAsync<LookForReport>(_ => LookAsync());
        ReceiveAsync<LeaseGranted>(granted =>
        {
            _lease.Granted(granted.Epoch);
            _loaded = false;
            return LookAsync();
        });
        ReceiveAsync<StandDown>(StandDownAsync);
        Receive<Retire>(_ => Context.Stop(Self));
    }

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("look", LookForReport.Instance, s_every);
        Context.Parent.Tell(new LeaseWanted(_lease.Name), Self);
    }

    private async ValueTask LookAsync()
    {
        if (!_lease.MayAct || !await LoadAsync() || await _server.ReadTimeAsync(Context.Stopping) is not { IsDone: true } wall)
            return;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(wall.Value);
        var due = _settings.Time.LastDue(now);
        if (_memory is not { } memory || !memory.IsGoodAt(now))
            // Of what was before the first start there is nothing to tell: the first report is the next one that is due.
            await CommitAsync(new ReportMemory(due.Day, now, _memory?.Channels ?? new Dictionary<string, ChannelTotals>()), null);
        else if (due.Day > memory.Day && await ReadBehindAsync(due.At) is { } behind)
            await ReportAsync(memory, due.Day, now, behind);
    }

    private async ValueTask<bool> LoadAsync()
    {
        if (_loaded && !_lease.IsOfOtherHistory)
            return true;
        _loaded = false;
        var state = ReportReader.StateKey(_keys);
        var load = await _server.Journal.LoadAsync(new LoadRequest(_lease.Name, [state]), Context.Stopping);
        if (!load.IsDone)
            return false;
        _lease.Loaded(load.Value.History, load.Value.Rev);
        _memory = ReportMemory.Parse(
            field => load.Value.Hashes[state].TryGetValue(field, out var value) ? Encoding.UTF8.GetString(value.Span) : null);
        return _loaded = true;
    }

    /// <summary>
    /// What the shards haven't read of the report's time: nothing, or after a while in which they read no further, sentences that say
    /// so; null: wait. A report tells of all that came before it was due, also when all servers were away.
    /// </summary>
    private async ValueTask<IReadOnlyList<string>?> ReadBehindAsync(DateTimeOffset due)
    {
        var behind = new List<string>();
        for (var partition = 0; partition < _server.Journal.Partitions; partition++)
        {
            var call = await _server.Journal.ReadLagAsync(partition, Context.Stopping);
            if (!call.IsDone)
                return null;
            if (call.Value.Cursors.FirstOrDefault(cursor => cursor.Field == _keys.ConsumerGroup) is { } cursor
                && call.Value.Unread(cursor) is > 0 and var unread && StreamPosition.TimeMs(cursor.Id) < due.ToUnixTimeMilliseconds())
                behind.Add($"journal {partition}: {unread} entries were not read yet, and are not in this report");
        }

        if (behind.Count == 0)
        {
            _waitsSince = null;
            return behind;
        }

        if (_waitsSince is null)
            ActorsLog.ReportWaits(_log, due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), behind[0]);
        _waitsSince ??= _server.Time.GetTimestamp();
        return _server.Time.GetElapsedTime(_waitsSince.Value) >= s_patience ? behind : null;
    }

    private async ValueTask ReportAsync(ReportMemory memory, DateOnly day, DateTimeOffset now, IReadOnlyList<string> behind)
    {
        ReportDraft draft;
        try
        {
            if (await ReportReader.ReadAsync(_server.Journal, memory.Day, Context.Stopping) is not { IsDone: true } last)
                return;
            draft = await _settings.Gather(
                new ReportRequest(day, memory.At, now) { Last = last.Value, Channels = memory.Channels }, Context.Stopping);
        }
        catch (JournalException e)
        {
            ActorsLog.ReportWaits(_log, ReportMemory.TextOf(day), e.Message);
            return;
        }

        draft = draft with { Report = draft.Report with { Warnings = draft.Report.Warnings.AddRange(behind) } };
        if (_settings.HtmlDir.Length > 0 && Write(draft.Report) is { } problem)
        {
            // That it can't be written is no reason not to send it, and it says so.
            ActorsLog.ReportNotWritten(_log, problem);
            draft = draft with { Report = draft.Report with { Warnings = draft.Report.Warnings.Add(problem) }, IsWritten = false };
        }

        await CommitAsync(new ReportMemory(day, now, draft.Channels), draft);
    }

    private string? Write(Tasks.Reports.DailyReport report) =>
        ReportFolder.Write(_settings.HtmlDir, report.Day, ReportPage.Render(report, _settings.Language));

    /// <summary>Stores what is remembered, and with it the report and its notice, if there is one.</summary>
    private async ValueTask CommitAsync(ReportMemory memory, ReportDraft? draft)
    {
        var commit = _lease.NewCommit() with
        {
            StateWrites =
            [
                .. memory.Fields().Select(field => StateWrite.Set(ReportReader.StateKey(_keys), field.Field, field.Value)),
                .. draft is null ? [] : Reports(draft.Report),
            ],
            Appends = draft is null ? [] : [Append(draft)],
            Rings = draft is null ? [] : [StateKeys.RouterBell(_keys)],
        };
        var call = await _server.Journal.CommitAsync(commit, Context.Stopping);
        if (call is { IsDone: true, Value: CommitOutcome.Ok })
        {
            _lease.Committed();
            _memory = memory;
            if (draft is not null && (_known is null || draft.Report.Day > _known))
                _known = draft.Report.Day;
            if (draft is not null)
                ActorsLog.Reported(_log, ReportMemory.TextOf(draft.Report.Day));
            return;
        }

        // Unknown or refused: whether it ran is seen when the state is loaded again.
        _loaded = false;
        ActorsLog.CommitRefused(_log, _lease.Name, call.IsDone ? call.Value.ToString() : call.Reason);
        if (call is { IsDone: true, Value: CommitOutcome.Fenced })
        {
            _lease.Lost();
            Context.Parent.Tell(new LeaseLost(_lease.Name, _lease.Epoch), Self);
        }
    }

    private IEnumerable<StateWrite> Reports(Tasks.Reports.DailyReport report) =>
    [
        StateWrite.Set(ReportReader.DayKey(_keys, report.Day), ReportReader.ReportField, report.ToJson()),
        .. Enumerable.Range(ReportReader.DaysKept, ReportReader.DaysKept)
            .Select(days => StateWrite.Drop(ReportReader.DayKey(_keys, report.Day.AddDays(-days)))),
    ];

    private StreamAppend Append(ReportDraft draft)
    {
        // What this process has told, and Redis has lost again, may have reached a phone.
        var notice = ReportNotices.Of(draft, _settings) with { Again = _known >= draft.Report.Day };
        return new StreamAppend(_keys.Notices, StateKeys.NoticeKind, notice.ToJson());
    }

    private async ValueTask StandDownAsync(StandDown standDown)
    {
        await _lease.ReleaseAsync(standDown.Heir, Context.Stopping);
        Context.Parent.Tell(new StoodDown(_lease.Name), Self);
        Context.Stop(Self);
    }
}
