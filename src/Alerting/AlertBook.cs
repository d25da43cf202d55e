using Dachshund.Alerting.Delivering;
using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Rendering;
using Dachshund.Alerting.Routing;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting;

/// <summary>The router's folded state: which alerts there are, what each channel was told of them, what is due next.</summary>
/// <remarks>
/// <para>Not thread-safe: it belongs to one actor. No I/O, no clock, no randomness: <c>nowMs</c> is Unix ms on the
/// router's clock and must not go back while a book lives.</para>
/// <para>The owner folds notices, takes the changes and commits them with its cursors; it takes what is due, commits
/// again (deliveries are <c>sending</c> then) and only after that calls the channels; it completes each delivery and
/// commits that. On anything but a clean commit it drops the book and loads another one.</para>
/// <para>For each channel, at any time: events owed = told + failed + silenced + in flight + pending.</para>
/// </remarks>
public sealed class AlertBook
{
    private const int FinishedMax = 500;

    private readonly BookState _state = new();
    private readonly AlertingOptions _options;
    private readonly IReadOnlyList<ChannelProfile> _channels;
    private readonly NoticeFolder _folder;
    private readonly DeliveryPicker _picker;
    private readonly DeliveryCloser _closer;
    private readonly Timing _timing;
    private readonly Keeper _keeper;
    private readonly Silencer _silencer;
    private long _latestMs;

    /// <summary>An empty book.</summary>
    /// <param name="options">How notices become messages.</param>
    /// <param name="channels">The configured channels; their names must differ.</param>
    /// <param name="render">How messages are written.</param>
    public AlertBook(AlertingOptions options, IReadOnlyList<ChannelProfile> channels, RenderOptions render)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(render);
        _options = options;
        _channels = channels;
        var routes = new RouteTable(options, [.. channels.Select(c => c.Name)]);
        _silencer = new Silencer(_state, options);
        _timing = new Timing(options, routes, _silencer);
        _folder = new NoticeFolder(_state, routes, options, _silencer);
        _closer = new DeliveryCloser(_state, _folder);
        _picker = new DeliveryPicker(_state, _timing, _closer, channels, new MessageWriter(render));
        _keeper = new Keeper(_state, _closer, routes, options);
    }

    /// <summary>The hosts whose samples it keeps.</summary>
    public IEnumerable<string> SampleHosts =>
        _state.Groups.Values.SelectMany(group => group.Samples).Select(marked => marked.Sample.Host).Distinct();

    /// <summary>Reads the stored state into an empty book. What can't be read is left alone and named in the summary.</summary>
    /// <param name="alerts">The fields of <c>router:alerts</c>.</param>
    /// <param name="deliveries">The fields of <c>router:deliveries</c>.</param>
    /// <param name="silences">The fields of <c>router:silences</c>.</param>
    public void Load(
        IEnumerable<KeyValuePair<string, byte[]>> alerts, IEnumerable<KeyValuePair<string, byte[]>> deliveries,
        IEnumerable<KeyValuePair<string, byte[]>> silences)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(deliveries);
        ArgumentNullException.ThrowIfNull(silences);
        _state.Load(alerts, deliveries, silences);
    }

    /// <summary>Counts a notice where its routes say.</summary>
    public void Fold(Notice notice, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(notice);
        See(nowMs);
        _folder.Fold(notice, nowMs, notice.Kind == NoticeKinds.Channel ? notice.Rule : null);
    }

    /// <summary>Whether the condition that a notice begins or ends lasts, as far as the book knows.</summary>
    public bool Lasts(Notice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var key = AlertGroup.ConditionKey(notice.Host, notice.Input, notice.Rule);
        return _state.Groups.Values.Any(group => group.Kind == notice.Kind && group.Ongoing.Exists(condition => condition.Key == key));
    }

    /// <summary>From now on, what fits its labels is counted and not told; one of the same id is replaced.</summary>
    /// <exception cref="FormatException">It has no labels, or there are <see cref="Silence.SilencesMax"/> already.</exception>
    public void AddSilence(Silence silence)
    {
        ArgumentNullException.ThrowIfNull(silence);
        _silencer.Add(silence);
    }

    /// <summary>Ends a silence before its time; false when there is none of this id.</summary>
    public bool EndSilence(string id, long nowMs)
    {
        See(nowMs);
        return _silencer.End(id, nowMs);
    }

    /// <summary>
    /// Ends a silence before its time, but lets go of what it kept only with the next <see cref="EndSilences"/>: that may change
    /// any number of alerts. False when there is none of this id.
    /// </summary>
    public bool CancelSilence(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _silencer.Cancel(id);
    }

    /// <summary>Whether <see cref="EndSilences"/> may have something to do: only then need anybody know the wall clock.</summary>
    public bool HasSilences => _silencer.IsBusy;

    /// <summary>
    /// Ends the silences that have run out. What came meanwhile and is still live is due at once, as one message for each
    /// channel; the rest is booked as silenced.
    /// </summary>
    /// <param name="wallMs">Unix ms on Redis' wall clock.</param>
    /// <param name="nowMs">Unix ms on the router's clock.</param>
    /// <returns>Whether anything changed.</returns>
    public bool EndSilences(long wallMs, long nowMs)
    {
        See(nowMs);
        return _silencer.EndAt(wallMs, nowMs);
    }

    /// <summary>
    /// For each channel that is ready, the one message that is most urgent now: first what must be sent again, then the
    /// highest severity (five minutes of waiting count as one more), then the longest wait. Never two at a time on a
    /// channel. The events are rendered as they stand now, and the delivery is <c>sending</c> from now on.
    /// </summary>
    /// <param name="nowMs">Unix ms on the router's clock.</param>
    /// <param name="channelReady">Whether a channel can take a message now; asked only when there is one.</param>
    /// <param name="incarnation">This process: what another one was sending is taken over, marked as a possible repeat.</param>
    public IReadOnlyList<DueDelivery> TakeDue(long nowMs, Func<string, bool> channelReady, string incarnation)
    {
        ArgumentNullException.ThrowIfNull(channelReady);
        ArgumentNullException.ThrowIfNull(incarnation);
        See(nowMs);
        _keeper.Sweep(nowMs, FinishedMax);
        return _picker.TakeDue(nowMs, channelReady, incarnation);
    }

    /// <summary>
    /// Drops what is over. That may be any number of alerts at once; the changes that it makes, and those of a load, a
    /// reconciliation and the end of silences, need not be committed as one.
    /// </summary>
    /// <param name="nowMs">Unix ms on the router's clock.</param>
    public void Tidy(long nowMs)
    {
        See(nowMs);
        _keeper.Sweep(nowMs, FinishedMax);
    }

    /// <summary>Books how an attempt ended.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="reason">What the channel said, without secrets; shown by status.</param>
    /// <param name="nowMs">Unix ms on the router's clock.</param>
    /// <param name="attempt">The attempt's number, where an older one may report late; null is the one that is out.</param>
    /// <returns>False when the delivery is not open any more, or the outcome is an older attempt's and was not "sent".</returns>
    public bool Complete(string deliveryId, DeliveryOutcome outcome, string reason, long nowMs, int? attempt = null)
    {
        ArgumentNullException.ThrowIfNull(deliveryId);
        ArgumentNullException.ThrowIfNull(outcome);
        See(nowMs);
        return _closer.Complete(deliveryId, outcome, reason ?? "", nowMs, attempt);
    }

    /// <summary>
    /// After a load: attempts that nobody works on any more are sent again, marked as possible repeats. What a process that may
    /// still live is sending is left to it for one time-out of its channel, counted from the first <see cref="TakeDue"/>.
    /// </summary>
    /// <param name="incarnation">This process.</param>
    /// <param name="stillRunning">Whether a delivery's attempt by this process is still out, so that its outcome will come.</param>
    /// <param name="othersAreGone">Whether every other process that was sending is known to have ended.</param>
    public void Interrupt(string incarnation, Func<string, bool> stillRunning, bool othersAreGone)
    {
        ArgumentNullException.ThrowIfNull(stillRunning);
        _picker.Interrupt(incarnation, stillRunning, othersAreGone);
    }

    /// <summary>
    /// When something is due next on a channel that is not busy; may lie in the past when a channel was not ready, or
    /// right after a load; null when nothing waits.
    /// </summary>
    public long? NextDueMs(long nowMs)
    {
        See(nowMs);
        return _picker.NextDueMs();
    }

    /// <summary>What changed since the last call, to be committed as one.</summary>
    public StateChanges TakeChanges() => _state.TakeChanges();

    /// <summary>
    /// After Redis went back: this book was loaded from it, <paramref name="before"/> is what the same router had in
    /// memory. What a channel was told, and Redis doesn't know of, moves into the channel's digest, marked as a possible
    /// repeat. Call it after <see cref="Load"/> and before anything else.
    /// </summary>
    public void Reconcile(AlertBook before)
    {
        ArgumentNullException.ThrowIfNull(before);
        See(before._latestMs);
        new Reconciler(_state, _folder, _closer).Reconcile(before._state, before._latestMs);
    }

    /// <summary>What the book holds, for people to read.</summary>
    public BookSummary Summary() => Summarizer.Summarize(_state, _timing, _channels);

    private void See(long nowMs)
    {
        if (_latestMs == 0)
            _keeper.Settle(nowMs, _channels);
        _latestMs = Math.Max(_latestMs, nowMs);
    }
}
