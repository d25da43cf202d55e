namespace Dachshund.Actors.FileTail;

/// <summary>
/// Watches whether something that has work makes progress: not whether it lives. Only time counts in which it could have, so a
/// Redis that is away makes nobody look stuck. Pure policy; not thread-safe.
/// </summary>
internal sealed class ProgressWatch
{
    private long _steps = -1;
    private TimeSpan _still;

    /// <summary>For how long there was work and no progress.</summary>
    public TimeSpan Still => _still;

    /// <summary>One look.</summary>
    /// <param name="hasWork">Whether there is something to do.</param>
    /// <param name="steps">A count that progress changes.</param>
    /// <param name="passed">The time since the last look in which progress was possible.</param>
    public void Look(bool hasWork, long steps, TimeSpan passed)
    {
        _still = hasWork && steps == _steps ? _still + passed : TimeSpan.Zero;
        _steps = steps;
    }
}
