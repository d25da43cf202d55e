namespace Dachshund.Kernel;

/// <summary>
/// A directive is applied to all children when one fails: for children that cannot work without each other. Restarts
/// are counted for the group.
/// </summary>
public sealed class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>Makes the strategy.</summary>
    /// <param name="maxRestarts">Restarts allowed within the window; negative (default) means no limit.</param>
    /// <param name="window">The time in which they are counted; null (default) means for ever.</param>
    /// <param name="decider">
    /// Maps a failure to a directive; default <see cref="SupervisorStrategy.DefaultDecider"/>.
    /// </param>
    /// <param name="backoff">The delay before a restart; null (default) means at once.</param>
    public AllForOneStrategy(
        int maxRestarts = -1,
        TimeSpan? window = null,
        Func<Exception, Directive>? decider = null,
        Backoff? backoff = null)
        : base(maxRestarts, window, decider, backoff)
    {
    }

    internal override bool AppliesToAll => true;
}
