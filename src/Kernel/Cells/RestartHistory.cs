namespace Dachshund.Kernel.Cells;

/// <summary>
/// The restarts of one child, or of a group; decides whether another is allowed and when. Pure but for its state.
/// </summary>
internal sealed class RestartHistory
{
    private int _restarts;
    private TimeSpan _windowStart;
    private int _attempt;
    private TimeSpan? _quietSince;

    /// <summary>Judges a failure whose directive is to restart.</summary>
    /// <param name="strategy">The limits.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="now">Any clock that does not go back.</param>
    /// <param name="random">0 to 1, for the backoff.</param>
    public RestartVerdict Judge(SupervisorStrategy strategy, Exception cause, TimeSpan now, double random)
    {
        if (strategy.MaxRestarts >= 0 && !IsAllowed(strategy, now))
            return new RestartVerdict(strategy.WhenExhausted, TimeSpan.Zero, cause);
        if (strategy.Backoff is not { } backoff)
            return new RestartVerdict(Directive.Restart, TimeSpan.Zero, cause);
        if (_quietSince is { } since && now - since >= backoff.ResetAfter)
            _attempt = 0;
        var delay = backoff.Delay(_attempt++, random);
        _quietSince = now + delay;
        return new RestartVerdict(Directive.Restart, delay, cause);
    }

    private bool IsAllowed(SupervisorStrategy strategy, TimeSpan now)
    {
        if (_restarts == 0 || (strategy.Window is { } window && now - _windowStart > window))
        {
            _restarts = 0;
            _windowStart = now;
        }

        return ++_restarts <= strategy.MaxRestarts;
    }
}
