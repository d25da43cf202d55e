using Dachshund.Actors.Cluster;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Watchdog;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Heartbeat;

/// <summary>
/// Beats: one call says that the node lives, renews every lease it holds, and tells what is new of what the node knows of itself.
/// It is also the one that notices that Redis went back: a beat names the history under which this process compared its positions.
/// </summary>
internal sealed class HeartbeatActor : ReceiveActor
{
    private static readonly TimeSpan s_beatAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_openAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Each so many beats, all facts: what a late call wrote over a newer one doesn't stay.</summary>
    private const int AllFactsEvery = 20;

    private readonly HeartbeatSettings _settings;
    private readonly ServerContext _server;
    private readonly ILogger _log;
    private string _history;
    private string _dataSet;
    private bool _away;
    private bool _mustOpen;
    private Dictionary<string, string> _said = [];
    private int _beats;
    private Doorbell? _bell;

    public HeartbeatActor(ServerContext server, HeartbeatSettings settings, ILogger log)
    {
        _server = server;
        _settings = settings;
        _log = log;
        _history = settings.History;
        _dataSet = server.Journal.DataSetId;
        ReceiveAsync<BeatNow>(_ => BeatAsync());
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
    }

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(BeatNow), BeatNow.Instance, _settings.Every);
        _bell = new Doorbell(Self, BeatNow.Instance);
        _server.Journal.ConnectionLost += _bell.Ring;
        _server.Journal.ConnectionRestored += _bell.Ring;
        _bell.Ring();
    }

    protected override void PostStop()
    {
        if (_bell is not { } bell)
            return;
        _server.Journal.ConnectionLost -= bell.Ring;
        _server.Journal.ConnectionRestored -= bell.Ring;
    }

    private async ValueTask BeatAsync()
    {
        if (_mustOpen || _server.Journal.DataSetId != _dataSet)
        {
            await OpenAgainAsync();
            return;
        }

        _bell?.Answer();
        var sentAt = _server.Time.GetTimestamp();
        if (_beats++ % AllFactsEvery == 0)
            _said = [];
        var facts = _settings.Facts().Except(_said).ToDictionary();
        var call = await _server.Journal.BeatAsync(
            _server.Identity, new Beat(_history, facts, _settings.Watched()), Context.Stopping);
        if (!call.IsDone)
        {
            Away(call.Reason);
            return;
        }

        switch (call.Value.Outcome)
        {
            case BeatOutcome.Ok:
                Back();
                foreach (var (name, value) in facts)
                    _said[name] = value;
                _server.Session.BeatSucceeded(sentAt);
                break;
            case BeatOutcome.Fenced:
                throw new NodeFencedException(_server.Session.Host);
            default:
                _mustOpen = true;
                await OpenAgainAsync();
                break;
        }
    }

    /// <summary>
    /// Redis has another history or another data set: the session is opened in it, and every file's position is compared before
    /// the next beat. Only the heart judges that another process has the name: to the others, a Redis that was emptied looks alike.
    /// </summary>
    private async ValueTask OpenAgainAsync()
    {
        var dataSet = _server.Journal.DataSetId;
        var opened = await _server.Journal.OpenSessionAsync(_settings.Opening(), Context.Stopping);
        if (!opened.IsDone)
        {
            Away(opened.Reason);
            Timers.StartSingleTimer("open", BeatNow.Instance, s_openAgain);
            return;
        }

        if (!opened.Value.Opened)
            throw new NodeFencedException(_server.Session.Host);
        (_mustOpen, _beats) = (false, 0);
        _history = opened.Value.History;
        Compare(dataSet);
        Self.Tell(BeatNow.Instance);
    }

    private void Away(string reason)
    {
        if (!_away)
            ActorsLog.BeatWaits(_log, reason);
        _away = true;
        // Whoever lost its connection looks gone: it beats as soon as it can, before another server takes its leases.
        Timers.StartSingleTimer("again", BeatNow.Instance, s_beatAgain);
    }

    private void Back()
    {
        if (_away)
            ActorsLog.BeatGoesOn(_log);
        _away = false;
    }

    private void Compare(string dataSet)
    {
        var other = dataSet != _dataSet;
        if (other)
            ActorsLog.DataSetChanged(_log);
        else
            ActorsLog.HistoryChanged(_log);
        _dataSet = dataSet;
        _settings.Writer?.Tell(CompareStoredPositions.Instance, Self);
    }
}
