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
    private readonly Dictionary<string, IActorRef> _channels = [];
    private readonly HashSet<string> _out = [];
    private readonly Dictionary<string, DeliveryEnded> _ended = [];
    private readonly BudgetGrants _grants;
    private Doorbell? _bell;
    private IDisposable? _subscription;
    private AlertBook _book;
    private AlertBook? _before;
    private string _cursor = StreamItem.Beginning;
    private string _knownCursor = StreamItem.Beginning;
    private IActorRef? _leaveAsker;
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
        ReceiveAsync<StandDown>(_ => StandDownAsync());
    }

    protected override void PreStart()
    {
        foreach (var (name, channel) in _settings.Channels)
        {
            var log = _log;
            _channels.Add(name, Context.ActorOf(Props.Create(() => new ChannelActor(channel.Channel, log)), name));
        }

        var bell = _bell = new Doorbell(Self, Wake.Instance);
        _subscription = _server.Journal.SubscribeBell(StateKeys.RouterBell(_keys), bell.Ring);
        Timers.StartPeriodicTimer("poll", Wake.Instance, _server.Poll);
        bell.Ring();
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

        while (_server.Session.MayAct)
        {
            var read = await _server.Journal.ReadStreamAsync(_keys.Notices, _cursor, _batch.Size, Context.Stopping);
            if (!read.IsDone)
                return;
            if (!await StepAsync(read.Value))
                return;
            if (read.Value.IsEmpty)
                break;
        }

        Schedule();
    }

    /// <summary>Folds some notices, takes what is due, and commits both as one. False when the commit failed.</summary>
    private async ValueTask<bool> StepAsync(IReadOnlyList<StreamItem> items)
    {
        var dead = new List<StreamAppend>();
        BookEnded();
        foreach (var item in items)
            Fold(item, dead);
        var due = _leaveAsker is null ? await TakeDueAsync() : [];
        return await CommitAsync(items, dead, due);
    }

    private void Fold(StreamItem item, List<StreamAppend> dead)
    {
        var again = StreamPosition.Compare(item.Id, _knownCursor) <= 0;
        var reason = PoisonTable.TryFold(() =>
        {
            var notice = Notice.FromJson(item.Body.Span) with { Id = item.Id };
            _book.Fold(again ? notice with { Again = true } : notice, _clock.NowMs);
        });
        if (reason is null)
            return;
        ActorsLog.Poisoned(_log, _lease.Name, item.Id, reason);
        dead.Add(DeadLetters.Of(_keys, item, _lease.Name, reason));
        if (_poison.Count(1, item.TimeMs, _server.Session.Host, _lease.Name, reason) is { } notice)
            _book.Fold(notice, _clock.NowMs);
    }

    /// <summary>
    /// What is due on channels that may send now. The book is asked twice: first which channels have something due, then, when
    /// these have a place in their robots' budgets, for the messages.
    /// </summary>
    private async ValueTask<IReadOnlyList<DueDelivery>> TakeDueAsync()
    {
        var now = _clock.NowMs;
        var wished = new List<string>();
        var due = new List<DueDelivery>(_book.TakeDue(now, ReadyOrWished, _server.Session.Incarnation));
        if (wished.Count == 0 || !await _grants.TakeAsync(wished, Context.Stopping))
            return due;
        due.AddRange(_book.TakeDue(_clock.NowMs, _grants.Has, _server.Session.Incarnation));
        return due;

        bool ReadyOrWished(string channel)
        {
            if (_grants.Has(channel))
                return true;
            if (!_grants.IsWaiting(channel))
                wished.Add(channel);
            return false;
        }
    }

    private async ValueTask<bool> CommitAsync(
        IReadOnlyList<StreamItem> items, IReadOnlyList<StreamAppend> dead, IReadOnlyList<DueDelivery> due)
    {
        var changes = _book.TakeChanges();
        if (items.Count == 0 && changes.IsEmpty)
        {
            EndedAreStored();
            return true;
        }

        _batch.Measure(items.Count, changes.Bytes);
        var commit = _lease.NewCommit() with
        {
            CursorMoves = items.Count == 0 ? [] : [new CursorMove(_keys.RouterCursors, "notices", items[^1].Id, items.Count)],
            StateWrites =
            [
                .. changes.Alerts.Select(change => ToWrite(_keys.Router(StateKeys.Alerts), change)),
                .. changes.Deliveries.Select(change => ToWrite(_keys.Router(StateKeys.Deliveries), change)),
                .. _poison.Changes(_keys.Router(StateKeys.Poison)),
                StateWrite.Set(_keys.Router(StateKeys.Clock), RouterClock.Field, _clock.Store()),
            ],
            Appends = dead,
            Trims = items.Count == 0 ? [] : [new StreamTrim(_keys.Notices, items[^1].Id)],
        };
        if (!Judge(await _server.Journal.CommitAsync(commit, Context.Stopping)))
            return false;

        EndedAreStored();
        if (items.Count > 0)
            Advance(items[^1].Id);
        foreach (var delivery in due)
            Hand(delivery);
        return true;
    }

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
