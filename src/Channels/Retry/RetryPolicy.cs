namespace Dachshund.Channels.Retry;

/// <summary>
/// What to do after an attempt, by its outcome and the number of tries. Pure: no clock, no randomness (a channel has
/// one
/// sender in the cluster, so nothing needs to be spread), no state; safe for concurrent use.
/// </summary>
/// <param name="options">Bounds; null for the defaults.</param>
public sealed class RetryPolicy(RetryPolicyOptions? options = null)
{
    private readonly RetryPolicyOptions _options = options ?? new RetryPolicyOptions();

    /// <summary>Decides the next step.</summary>
    /// <param name="result">What became of the attempt.</param>
    /// <param name="tries">How many attempts there were of this delivery, this one included; 1 at least.</param>
    /// <returns>
    /// Rate limits are waited out without a bound (they cost nobody a message, only time); everything else ends.
    /// </returns>
    public RetryDecision Decide(SendResult result, int tries)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        return result.Outcome switch
        {
            SendOutcome.Ok => RetryDecision.Of(RetryAction.Done),
            SendOutcome.RateLimited =>
                Wait(result.RetryAfter ?? _options.RateLimitedDelay) with { PausesChannel = true },
            SendOutcome.Transient => Bounded(result, tries, _options.TriesMax, TransientDelay(tries)),
            SendOutcome.Ambiguous =>
                Bounded(result, tries, _options.TriesMax, AmbiguousDelay(tries)) with { MayRepeat = true },
            SendOutcome.Partial =>
                Bounded(result, tries, _options.PartialTriesMax, AmbiguousDelay(tries))
                    with { Targets = result.FailedTargets },
            SendOutcome.AuthStale => Bounded(result, tries, 2, TimeSpan.Zero),
            SendOutcome.PermanentMessage when tries == 1 && result.Hint != RenderHint.None =>
                RetryDecision.Of(RetryAction.Rerender) with { Hint = result.Hint },
            _ => RetryDecision.Of(RetryAction.GiveUp),
        };
    }

    private static RetryDecision Wait(TimeSpan delay) => RetryDecision.Of(RetryAction.Wait) with { Delay = delay };

    private static RetryDecision Bounded(SendResult result, int tries, int triesMax, TimeSpan delay)
    {
        if (tries >= Math.Min(triesMax, result.TriesMax ?? triesMax)) return RetryDecision.Of(RetryAction.GiveUp);
        return Wait(result.RetryAfter is { } asked && asked > delay ? asked : delay);
    }

    private TimeSpan TransientDelay(int tries) =>
        tries < _options.QuickTries ? _options.DelayMin : Doubled(_options.DelayMin, tries - _options.QuickTries + 1);

    private TimeSpan AmbiguousDelay(int tries) => Doubled(_options.AmbiguousDelay, tries - 1);

    private TimeSpan Doubled(TimeSpan first, int times)
    {
        // At 2^20 times the first delay every sensible maximum is reached; the bound keeps the shift in range.
        var delay = first * (1L << Math.Min(times, 20));
        return delay < _options.DelayMax ? delay : _options.DelayMax;
    }
}
