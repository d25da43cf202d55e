namespace Dachshund.Journal.Leases;

/// <summary>The answer to the wish for a lease.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Epoch">The new epoch; 0 unless acquired.</param>
/// <param name="Rev">The rev of the state under it; 0 unless acquired.</param>
/// <param name="History">The history it was acquired in; empty unless acquired.</param>
public sealed record AcquireAnswer(AcquireOutcome Outcome, long Epoch, long Rev, string History);
