namespace Dachshund.Actors.Watchdog;

/// <summary>How whoever watches the process is told that it works.</summary>
/// <param name="Every">How often; an actor that takes longer than this for an answer is missed.</param>
/// <param name="Ping">Tells it; called on an actor's turn, so it returns at once and never throws.</param>
public sealed record WatchdogSettings(TimeSpan Every, Action Ping);
