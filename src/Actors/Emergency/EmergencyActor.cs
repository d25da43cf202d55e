using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Channels;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Emergency;

/// <summary>
/// Says that Redis is away, and that it is back, by channels of its own: without Redis there is no router, no budget and no
/// delivery. Each outage is said once at its start and once at its end, remembered in a file. Nodes can't agree on who speaks
/// then, so they have before: the servers and the first three other nodes speak soon, all others only much later.
/// </summary>
/// <remarks>
/// Who is first is found out by volunteering: once a minute a node reads who has volunteered and is there, and signs itself if it
/// comes among the first three of them by its hash. So whatever the number of nodes, each makes one short call a minute.
/// </remarks>
internal sealed class EmergencyActor : ReceiveActor
{
    private const int FirstNodes = 3;
    private const string RollName = "emergency";
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lookWasLate = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_sign = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_readRoll = TimeSpan.FromSeconds(60);

    private readonly EmergencySettings _settings;
    private readonly ILogger _log;
    private readonly EmergencyFile _file;
    private readonly OutageWatch _watch;
    private readonly OutageWriter _writer;
    private readonly RetryDelay _retry;
    private EmergencyMemory _memory = EmergencyMemory.Empty;
    private long _lookedAt;
    private long _beatAt;
    private long _answeredMs;
    private bool _sawStart;
    private bool _isFirst;
    private (long At, TimeSpan Wait)? _nextRoll;
    private (long At, TimeSpan Wait)? _nextTry;

    public EmergencyActor(EmergencySettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        _file = new EmergencyFile(settings.Path);
        _watch = new OutageWatch(settings.After, settings.Random);
        _writer = new OutageWriter(settings.Render);
        _retry = new RetryDelay(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), settings.Random);
        ReceiveAsync<LookAtRedis>(_ => LookAsync());
    }

    private long NowMs => _settings.Time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override void PreStart()
    {
        _memory = _file.Read().Only(_settings.Channels.Keys);
        (_lookedAt, _answeredMs, _sawStart) = (_settings.Time.GetTimestamp(), NowMs, _memory.IsEmpty);
        Timers.StartSingleTimer("look", LookAtRedis.Instance, s_look);
    }

    private async ValueTask LookAsync()
    {
        var (at, passed) = (_settings.Time.GetTimestamp(), _settings.Time.GetElapsedTime(_lookedAt));
        _lookedAt = at;
        var view = _settings.Sight.View;
        var beatAt = view?.LastBeatAt() ?? 0;
        var answered = beatAt != _beatAt;
        _beatAt = beatAt;
        if (answered && _memory.IsEmpty)
            (_answeredMs, _sawStart, _memory) = (NowMs, true, EmergencyMemory.Empty);
        var call = _watch.Look(
            answered, passed < s_lookWasLate ? passed : s_lookWasLate, view?.BeatEvery ?? s_look,
            _settings.IsServer || _isFirst, isTold: !_memory.IsEmpty);
        if (call == OutageCall.Away)
            await SayAsync(ending: false);
        else if (call == OutageCall.Back)
            await SayAsync(ending: true);
        else if (answered && view is not null && !_settings.IsServer && IsDue(_nextRoll))
            await ReadRollAsync(view);
        Timers.StartSingleTimer("look", LookAtRedis.Instance, s_look);
    }

    /// <summary>Learns whether this node is among the first, as long as there is a Redis to learn it from.</summary>
    private async ValueTask ReadRollAsync(RedisView view)
    {
        for (var round = 0; round < 2; round++)
        {
            if (await view.Volunteers(_isFirst, Context.Stopping) is not { } volunteers)
                break;
            var isFirst = Rendezvous.Place(RollName, _settings.Host, volunteers) < FirstNodes;
            if (isFirst == _isFirst)
                break;
            _isFirst = isFirst;
        }

        // Spread, so that a thousand nodes that started together don't ask together for ever.
        _nextRoll = (_settings.Time.GetTimestamp(), _isFirst ? s_sign : s_readRoll * (0.75 + (_settings.Random.NextDouble() / 2)));
    }

    private async ValueTask SayAsync(bool ending)
    {
        if (ending != _memory.Ending)
            (_nextTry, _memory) = (null, _memory.Turn(ending));
        var channels = ending ? _memory.Told : [.. _settings.Channels.Keys.Except(_memory.Told)];
        if (channels.Length == 0 || !IsDue(_nextTry))
            return;
        if (!ending && _memory.SinceMs == 0)
            _memory = _memory with { SinceMs = _answeredMs };
        TimeSpan? wait = null;
        foreach (var channel in channels)
        {
            if (await TryTellAsync(channel, ending) is { } failed && !(wait > failed))
                wait = failed;
        }

        if (wait is null)
            _retry.Reset();
        _nextTry = wait is { } time ? (_settings.Time.GetTimestamp(), time) : null;
        if (ending && _memory.IsEmpty)
            _memory = EmergencyMemory.Empty;
    }

    /// <summary>Tells one channel; null when it took it, else how long to wait before the next try.</summary>
    private async ValueTask<TimeSpan?> TryTellAsync(string name, bool ending)
    {
        var channel = _settings.Channels[name];
        var mayRepeat = _memory.Trying.Contains(name);
        Remember(_memory.Try(name));
        var outage = new Outage(_settings.Host, _memory.SinceMs, NowMs) { IsExact = _sawStart };
        var profile = channel.ToProfile(name);
        var message = ending ? _writer.Back(profile, outage, mayRepeat) : _writer.Away(profile, outage, mayRepeat);
        var id = $"emergency-{_settings.Host}-{(ending ? "back" : "away")}";
        var result = await channel.Channel.SendAsync(new OutgoingMessage(id, message.Title, message.Body), Context.Stopping);
        if (result.Outcome is SendOutcome.Ok or SendOutcome.Partial)
        {
            Remember(_memory.Took(name));
            ActorsLog.EmergencyTold(_log, name, ending ? "back" : "away");
            return null;
        }

        if (result.Outcome != SendOutcome.Ambiguous)
            Remember(_memory.Failed(name));
        var next = _retry.Next();
        var wait = result.RetryAfter > next ? result.RetryAfter.Value : next;
        ActorsLog.EmergencyNotTold(_log, name, ending ? "back" : "away", result.Outcome, result.Reason, wait.TotalSeconds);
        return wait;
    }

    private void Remember(EmergencyMemory memory)
    {
        _memory = memory;
        if (_file.Write(memory) is { } problem)
            ActorsLog.EmergencyNotKept(_log, _settings.Path, problem);
    }

    private bool IsDue((long At, TimeSpan Wait)? next) => next is not { } due || _settings.Time.GetElapsedTime(due.At) >= due.Wait;
}
