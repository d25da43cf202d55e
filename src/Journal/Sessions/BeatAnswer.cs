namespace Dachshund.Journal.Sessions;

/// <summary>The answer to a beat.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="History">The history of Redis now; empty when fenced.</param>
/// <param name="Pulse">The pulse stored; 0 when nothing was.</param>
/// <param name="ClockMs">The clock of the host's partition; 0 when nothing was stored.</param>
/// <param name="WallMs">Redis' wall clock, Unix ms; 0 when nothing was stored.</param>
public sealed record BeatAnswer(BeatOutcome Outcome, string History, long Pulse, long ClockMs, long WallMs);
