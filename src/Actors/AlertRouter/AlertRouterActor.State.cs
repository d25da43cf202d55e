using Dachshund.Actors.Channel;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Channels;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Streams;

namespace Dachshund.Actors.AlertRouter;

/// <summary>How the router gets its state, loses it, and learns what became of its deliveries.</summary>
internal sealed partial class AlertRouterActor
{
    private async ValueTask<string?> PrepareAsync()
    {
        if (!_lease.MayAct)
            return "";
        if (_loaded && _lease.IsOfOtherHistory)
        {
            _before ??= _book;
            _loaded = false;
        }

        return _loaded ? null : await LoadAsync();
    }

    private async ValueTask<string?> LoadAsync()
    {
        var (alerts, deliveries) = (_keys.Router(StateKeys.Alerts), _keys.Router(StateKeys.Deliveries));
        var (clock, poison) = (_keys.Router(StateKeys.Clock), _keys.Router(StateKeys.Poison));
        var silences = _keys.Router(StateKeys.Silences);
        var request = new LoadRequest(_lease.Name, [alerts, deliveries, silences, clock, poison]) { Cursors = [_keys.RouterCursors] };
        var load = await _server.Journal.LoadAsync(request, Context.Stopping);
        if (!load.IsDone)
            return load.Reason;

        var state = load.Value;
        var wentBack = _lease.History.Length > 0 && _lease.History != state.History;
        _lease.Loaded(state.History, state.Rev);
        _clock.Load(state.Hashes[clock].GetValueOrDefault(RouterClock.Field));
        _poison.Load(state.Hashes[poison]);
        _cursor = state.Cursors[_keys.RouterCursors].GetValueOrDefault(RouterStep.NoticesCursor)?.Id ?? StreamItem.Beginning;
        _inboxCursor = state.Cursors[_keys.RouterCursors].GetValueOrDefault(RouterStep.InboxCursor)?.Id ?? StreamItem.Beginning;
        _book = NewBook();
        _book.Load(Bodies(state.Hashes[alerts]), Bodies(state.Hashes[deliveries]), Bodies(state.Hashes[silences]));
        if (wentBack && _before is { } before)
            _book.Reconcile(before);
        _before = null;
        _book.Interrupt(_server.Session.Incarnation, _out.Contains, othersAreGone: _granted is { OwnerGone: true });
        await PrepareLinksAsync(_book.SampleHosts);
        _loaded = true;
        return null;
    }

    private ValueTask PrepareLinksAsync(IEnumerable<string> hosts) =>
        _settings.Links is { } links ? links.PrepareAsync(hosts, Context.Stopping) : ValueTask.CompletedTask;

    private AlertBook NewBook() => new(
        _settings.Alerting,
        [.. _settings.Channels.Select(channel => channel.Value.ToProfile(channel.Key))],
        _settings.Links is { } links ? _settings.Render with { Link = links.Of } : _settings.Render);

    private static IEnumerable<KeyValuePair<string, byte[]>> Bodies(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> hash) =>
        hash.Select(field => KeyValuePair.Create(field.Key, field.Value.ToArray()));

    private bool Judge(Call<CommitOutcome> call)
    {
        if (call is { IsDone: true, Value: CommitOutcome.Ok })
        {
            _lease.Committed();
            return true;
        }

        // Unknown or refused: whether it ran is seen when the state is loaded again. What was told before is remembered,
        // should it turn out that Redis went back.
        _before ??= _book;
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

    /// <summary>What was folded and not committed is dropped: the book is loaded again.</summary>
    private void LoadAgain(string reason)
    {
        _before ??= _book;
        _loaded = false;
        Timers.StartSingleTimer("retry", Wake.Instance, _lease.NextDelay(reason));
    }

    private async ValueTask OnEndedAsync(DeliveryEnded ended)
    {
        var due = ended.Due;
        if (ended.Result.Outcome == SendOutcome.RateLimited)
            await _grants.PauseAsync(due.Channel, ended.Result.RetryAfter ?? TimeSpan.FromMinutes(1), Context.Stopping);
        await _grants.EndAsync(due.Channel, ended.Slot, Context.Stopping);
        _ended[due.DeliveryId] = ended;
        if (_retiring)
        {
            await RetireAsync();
            return;
        }

        await WorkAsync();
        await LeaveWhenQuietAsync();
    }

    /// <summary>
    /// Books what ended. An outcome is kept until a commit holds it: a book that is loaded again doesn't know of it.
    /// </summary>
    private void BookEnded()
    {
        foreach (var ended in _ended.Values)
        {
            var outcome = Outcomes.ToBook(ended.Result, ended.Due.Attempt);
            _book.Complete(ended.Due.DeliveryId, outcome, ended.Result.Reason, _clock.NowMs, ended.Due.Attempt);
        }
    }

    private void EndedAreStored()
    {
        foreach (var delivery in _ended.Keys)
            _out.Remove(delivery);
        _ended.Clear();
    }

    private void Schedule()
    {
        if (_book.NextDueMs(_clock.NowMs) is not { } due)
            return;
        var delay = TimeSpan.FromMilliseconds(Math.Max(1, due - _clock.NowMs));
        if (delay < _server.Poll)
            Timers.StartSingleTimer("due", Wake.Instance, delay);
    }

    private async ValueTask OnGrantedAsync(LeaseGranted granted)
    {
        _granted = granted;
        _lease.Granted(granted.Epoch);
        if (_loaded)
            _before ??= _book;
        _loaded = false;
        await WorkAsync();
    }

    /// <summary>What people, consoles and senders tell the router; the poll covers lost rings, for the notices too.</summary>
    private async ValueTask LookAtInboxAsync()
    {
        _inboxBell?.Answer();
        await WorkAsync();
        if (!_loaded || !_lease.MayAct)
            return;
        var read = await _server.Journal.ReadStreamAsync(_keys.Inbox, _inboxCursor, _batch.Size, Context.Stopping);
        if (!read.IsDone)
            return;
        var ended = await EndSilencesAsync();
        if ((ended || read.Value.Length > 0) && await TidyAsync() && await StepAsync([], read.Value))
            Schedule();
        // What came of them, a silence that was ended, is let go at once; and there may be more.
        if (_loaded && read.Value.Length > 0)
            _inboxBell?.Ring();
    }

    /// <summary>
    /// Ends the silences that have run out. They are what people name by the wall clock, so Redis is asked what it says; without
    /// an answer they last until the next look.
    /// </summary>
    private async ValueTask<bool> EndSilencesAsync()
    {
        if (!_book.HasSilences)
            return false;
        var wall = await _server.Journal.ReadTimeAsync(Context.Stopping);
        return wall.IsDone && _book.EndSilences(wall.Value, _clock.NowMs);
    }

    /// <summary>Leaving: nothing new is sent, and what is on its way is waited for, so that its outcome is stored.</summary>
    private async ValueTask StandDownAsync(StandDown standDown)
    {
        _standDown = standDown;
        await WorkAsync();
        await LeaveWhenQuietAsync();
    }

    private async ValueTask LeaveWhenQuietAsync()
    {
        if (_standDown is not { } standDown || _out.Count > 0)
            return;
        await _lease.ReleaseAsync(standDown.Heir, Context.Stopping);
        Context.Parent.Tell(new StoodDown(_lease.Name), Self);
        Context.Stop(Self);
    }

    /// <summary>Another server routes now: it is told how the attempts ended that were out when the lease was lost.</summary>
    private async ValueTask RetireAsync()
    {
        _retiring = true;
        foreach (var ended in _ended.Values.ToArray())
        {
            var outcome = Outcomes.ToBook(ended.Result, ended.Due.Attempt);
            var item = new InboxItem
            {
                Outcome = ReportedOutcome.Of(ended.Due.DeliveryId, ended.Due.Attempt, outcome, ended.Result.Reason),
            };
            var call = await RouterInbox.PostAsync(_server.Journal, item, Context.Stopping);
            if (!call.IsDone)
            {
                Timers.StartSingleTimer("retire", Retire.Instance, _lease.NextDelay(call.Reason));
                return;
            }

            _ended.Remove(ended.Due.DeliveryId);
            _out.Remove(ended.Due.DeliveryId);
        }

        if (_out.Count == 0)
            Context.Stop(Self);
    }
}
