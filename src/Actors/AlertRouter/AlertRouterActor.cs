using System.Collections.Immutable;
using Dachshund.Actors.Channel;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.AlertRouter;

/// <summary>
/// The one that turns notices into messages. Notice cursor, alerts and deliveries are one commit; a delivery is committed as
/// <c>sending</c> before the channel gets it, and its outcome after. On anything but a clean commit it drops its book and loads
/// the stored one again.
/// </summary>
internal sealed partial class AlertRouterActor : ReceiveActor
{
    private readonly ServerContext _server;
    private readonly AlertRouterSettings _settings;
    private readonly ILogger _log;
    private readonly JournalKeys _keys;
    private readonly Lease _lease;
    private readonly RouterClock _clock;
    private readonly RouterBatch _batch = new();
    private readonly PoisonTable _poison = new();
    private readonly FailedItem _failed = new();
    private readonly Dictionary<string, IActorRef> _channels = [];
    private readonly HashSet<string> _out = [];
    private readonly Dictionary<string, DeliveryEnded> _ended = [];
    private readonly HashSet<string> _hostsTold = [];
    private readonly BudgetGrants _grants;
    private Doorbell? _bell;
    private Doorbell? _inboxBell;
    private ImmutableArray<IDisposable> _subscriptions = [];
    private AlertBook _book;
    private AlertBook? _before;
    private string _cursor = StreamItem.Beginning;
    private string _knownCursor = StreamItem.Beginning;
    private string _inboxCursor = StreamItem.Beginning;
    private LeaseGranted? _granted;
    private StandDown? _standDown;
    private bool _retiring;
    private bool _loaded;

    public AlertRouterActor(ServerContext server, AlertRouterSettings settings, ILogger log)
    {
        _server = server;
        _settings = settings;
        _log = log;
        _keys = server.Journal.Keys;
        _lease = new Lease(server, JournalKeys.RouterLease, log);
        _clock = new RouterClock(server.Time);
        _grants = new BudgetGrants(server, settings.Channels, log);
        _book = NewBook();
        ReceiveAsync<Wake>(_ => WorkAsync());
        ReceiveAsync<DeliveryEnded>(OnEndedAsync);
        Receive<RouterQuery>(_ =>
            Sender.Tell(new RouterStatus(_lease.IsHeld && _loaded, _cursor, _clock.NowMs, _book.Summary()), Self));
        ReceiveAsync<LeaseGranted>(OnGrantedAsync);
        ReceiveAsync<StandDown>(StandDownAsync);
        ReceiveAsync<Retire>(_ => RetireAsync());
        ReceiveAsync<LookAtInbox>(_ => LookAtInboxAsync());
    }

    protected override void PreStart()
    {
        foreach (var (name, channel) in _settings.Channels)
        {
            var log = _log;
            _channels.Add(name, Context.ActorOf(Props.Create(() => new ChannelActor(channel.Channel, log)), name));
        }

        var bell = _bell = new Doorbell(Self, Wake.Instance);
        var inboxBell = _inboxBell = new Doorbell(Self, LookAtInbox.Instance);
        _subscriptions =
        [
            _server.Journal.SubscribeBell(StateKeys.RouterBell(_keys), bell.Ring),
            _server.Journal.SubscribeBell(StateKeys.InboxBell(_keys), inboxBell.Ring),
        ];
        Timers.StartPeriodicTimer("poll", LookAtInbox.Instance, _server.Poll);
        Context.Parent.Tell(new LeaseWanted(_lease.Name), Self);
    }

    protected override void PostStop()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    private async ValueTask WorkAsync()
    {
        _bell?.Answer();
        if (await PrepareAsync() is { } reason)
        {
            if (reason.Length > 0)
                Timers.StartSingleTimer("retry", Wake.Instance, _lease.NextDelay(reason));
            return;
        }

        while (_lease.MayAct)
        {
            if (!await TidyAsync())
                return;
            var wanted = _batch.Size;
            var read = await _server.Journal.ReadStreamAsync(_keys.Notices, _cursor, wanted, Context.Stopping);
            if (!read.IsDone || !await StepAsync(read.Value, []))
                return;

            // There was no more; what came since has rung.
            if (StreamItem.IsAll(read.Value, wanted))
                break;
        }

        Schedule();
    }

    /// <summary>
    /// Folds some notices and what others told the router, takes what is due, and commits it all as one. False when the commit
    /// failed.
    /// </summary>
    private async ValueTask<bool> StepAsync(IReadOnlyList<StreamItem> notices, IReadOnlyList<StreamItem> inbox)
    {
        var dead = new List<StreamAppend>();
        BookEnded();
        foreach (var item in inbox)
        {
            if (!TryFold(item, dead, () => FoldInbox(item)))
                return false;
        }

        foreach (var item in notices)
        {
            if (!TryFold(item, dead, () => FoldNotice(item)))
                return false;
        }

        await PrepareLinksAsync(_hostsTold);
        _hostsTold.Clear();
        var due = _standDown is null ? await TakeDueAsync() : [];
        return await CommitAsync(new RouterStep(notices, inbox, dead, due));
    }

    private void FoldInbox(StreamItem item)
    {
        var told = InboxItem.Decode(item.Body.Span);
        told.FoldInto(_book, item.TimeMs, _clock.NowMs);
        if (told.ReportNotice is { } report)
            _hostsTold.UnionWith(HostsOf(report));
    }

    /// <summary>The hosts that samples link to: of a report the one that shows it.</summary>
    private static IEnumerable<string> HostsOf(Notice notice) =>
        notice.Samples.Select(sample => sample.Host).Where(host => host.Length > 0);

    private void FoldNotice(StreamItem item)
    {
        var again = StreamPosition.Compare(item.Id, _knownCursor) <= 0;
        var notice = Notice.FromJson(item.Body.Span) with { Id = item.Id };
        _book.Fold(again ? notice with { Again = true } : notice, _clock.NowMs);
        _hostsTold.UnionWith(HostsOf(notice));
    }

    /// <summary>False when half of it may be folded: then the book is loaded again.</summary>
    private bool TryFold(StreamItem item, List<StreamAppend> dead, Action fold)
    {
        var failure = (_failed.GivenUp(item.Id) ?? item.Refusal) is { } refusal
            ? new FoldFailure(refusal, IsForm: true)
            : PoisonTable.TryFold(fold);
        if (failure is not { } failed)
            return true;
        if (!failed.IsForm)
        {
            _failed.Note(item.Id, failed.Reason);
            LoadAgain(failed.Reason);
            return false;
        }

        ActorsLog.Poisoned(_log, _lease.Name, item.Id, failed.Reason);
        dead.Add(DeadLetters.Of(_keys, item, _lease.Name, failed.Reason));
        if (_poison.Count(1, item.TimeMs, _server.Session.Host, _lease.Name, failed.Reason) is { } notice)
            _book.Fold(notice, _clock.NowMs);
        return true;
    }

    /// <summary>
    /// What is due on channels that may send now. The book is asked twice: first which channels have something due, then, when
    /// these have a place in their robots' budgets, for the messages.
    /// </summary>
    private async ValueTask<IReadOnlyList<DueDelivery>> TakeDueAsync()
    {
        var now = _clock.NowMs;
        var wished = new List<string>();
        var taken = 0;
        var due = new List<DueDelivery>(_book.TakeDue(now, ReadyOrWished, _server.Session.Incarnation));
        if (wished.Count == 0 || !await _grants.TakeAsync(wished, Context.Stopping))
            return due;
        due.AddRange(_book.TakeDue(_clock.NowMs, IsReady, _server.Session.Incarnation));
        return due;

        // Each that is ready is taken: the book asks only for channels that have something due.
        bool IsReady(string channel) => taken < _batch.DueMax && _grants.Has(channel) && ++taken > 0;

        bool ReadyOrWished(string channel)
        {
            if (IsReady(channel))
                return true;
            if (!_grants.IsWaiting(channel))
                wished.Add(channel);
            return false;
        }
    }

    private async ValueTask<bool> CommitAsync(RouterStep step)
    {
        var changes = _book.TakeChanges();
        if (step.IsEmpty && changes.IsEmpty)
        {
            EndedAreStored();
            return true;
        }

        _batch.Measure(step.Notices.Count, changes.Bytes);
        var commit = _lease.NewCommit() with
        {
            CursorMoves = [.. step.CursorMoves(_keys)],
            StateWrites = [.. ToWrites(changes), .. _poison.Changes(_keys.Router(StateKeys.Poison))],
            Appends = step.Dead,
            Trims = [.. step.Trims(_keys)],
        };
        if (CommitLimits.ProblemOf(commit) is { } problem)
        {
            // Fewer at a time; a single item that makes too much is that one's failure.
            if (step.Single is { } item && _batch is { Size: 1, DueMax: 1 })
                _failed.GiveUp(item.Id, problem);
            _batch.Shrink();
            LoadAgain(problem);
            return false;
        }

        if (!Judge(await _server.Journal.CommitAsync(commit, Context.Stopping)))
            return false;

        _batch.Committed();
        EndedAreStored();
        if (step.Notices.Count > 0)
            Advance(step.Notices[^1].Id);
        if (step.Inbox.Count > 0)
            _inboxCursor = step.Inbox[^1].Id;
        foreach (var delivery in step.Due)
            Hand(delivery);
        if (_settings.Links is { } links)
            await links.KeepAsync(Context.Stopping);
        return true;
    }

    /// <summary>
    /// Stores what changes by itself, as many commits as it takes: what is over is dropped, what was loaded is fitted to the
    /// clock and the channels, silences end. Each of these may be about any number of alerts.
    /// </summary>
    private async ValueTask<bool> TidyAsync()
    {
        _book.Tidy(_clock.NowMs);
        foreach (var part in _book.TakeChanges().Split(CommitLimits.StateWritesMax / 2, CommitLimits.BytesMax / 4))
        {
            var commit = _lease.NewCommit() with { StateWrites = [.. ToWrites(part)] };
            if (!_lease.MayAct || !Judge(await _server.Journal.CommitAsync(commit, Context.Stopping)))
                return false;
        }

        return true;
    }

    private IEnumerable<StateWrite> ToWrites(StateChanges changes) =>
    [
        .. changes.Alerts.Select(change => ToWrite(_keys.Router(StateKeys.Alerts), change)),
        .. changes.Deliveries.Select(change => ToWrite(_keys.Router(StateKeys.Deliveries), change)),
        .. changes.Silences.Select(change => ToWrite(_keys.Router(StateKeys.Silences), change)),
        StateWrite.Set(_keys.Router(StateKeys.Clock), RouterClock.Field, _clock.Store()),
    ];

    private void Advance(string cursor)
    {
        _cursor = cursor;
        if (StreamPosition.Compare(cursor, _knownCursor) > 0)
            _knownCursor = cursor;
    }

    private void Hand(DueDelivery delivery)
    {
        _out.Add(delivery.DeliveryId);
        _channels[delivery.Channel].Tell(new Deliver(delivery, _grants.Use(delivery.Channel)), Self);
    }

    private static StateWrite ToWrite(string key, FieldChange change) =>
        change.Body is { } body ? StateWrite.Set(key, change.Field, body) : StateWrite.Delete(key, change.Field);
}
