using System.Collections.Immutable;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Watchdog;

/// <summary>
/// Pings only when every main actor has answered: a node whose actors hang, or whose kernel has no thread left to run them on, is
/// silent then, though the process lives. Redis away is no reason: each call to it ends, and then the actor answers.
/// </summary>
internal sealed class WatchdogActor : ReceiveActor
{
    private readonly WatchdogSettings _settings;
    private readonly ImmutableArray<IActorRef> _actors;
    private readonly ILogger _log;
    private readonly HashSet<IActorRef> _missing = [];

    public WatchdogActor(WatchdogSettings settings, ImmutableArray<IActorRef> actors, ILogger log)
    {
        (_settings, _actors, _log) = (settings, actors, log);
        Receive<CallRoll>(_ => Call());
        Receive<Present>(_ => Tick(Sender));
    }

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(CallRoll), CallRoll.Instance, _settings.Every);
        Self.Tell(CallRoll.Instance);
    }

    /// <summary>Whoever did not answer is asked again, for a restart may have taken its question along; the others with it.</summary>
    private void Call()
    {
        if (_missing.Count > 0)
            ActorsLog.ActorsHang(_log, string.Join(", ", _missing.Select(actor => actor.Path.Name).Order(StringComparer.Ordinal)));
        _missing.UnionWith(_actors);
        foreach (var actor in _actors)
            actor.Tell(RollCall.Instance, Self);
    }

    private void Tick(IActorRef actor)
    {
        if (_missing.Remove(actor) && _missing.Count == 0)
            _settings.Ping();
    }
}
