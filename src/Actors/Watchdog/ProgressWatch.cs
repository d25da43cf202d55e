namespace Dachshund.Actors.Watchdog;

/// <summary>
/// Watches whether something that has work makes progress: not whether it lives. Only time counts in which it could have, so a
/// Redis that is away makes nobody look stuck. Pure policy; not thread-safe.
/// </summary>
/// <typeparam name="T">What progress changes: a count, a position.</typeparam>
internal sealed class ProgressWatch<T>
    where T : IEquatable<T>
{
    private T? _mark;

    /// <summary>For how long there was work and no progress.</summary>
    public TimeSpan Still { get; private set; }

    /// <summary>One look.</summary>
    /// <param name="hasWork">Whether there is something to do.</param>
    /// <param name="mark">What progress changes.</param>
    /// <param name="passed">The time since the last look in which progress was possible.</param>
    public void Look(bool hasWork, T mark, TimeSpan passed)
    {
        Still = hasWork && mark.Equals(_mark) ? Still + passed : TimeSpan.Zero;
        _mark = mark;
    }
}
