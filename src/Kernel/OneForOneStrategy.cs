namespace Dachshund.Kernel;

/// <summary>A directive is applied to the child that failed, and to no other.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>Makes the strategy.</summary>
    /// <param name="maxRestarts">Restarts allowed within the window; negative (default) means no limit.</param>
    /// <param name="window">The time in which they are counted; null (default) means for ever.</param>
    /// <param name="decider">
    /// Maps a failure to a directive; default <see cref="SupervisorStrategy.DefaultDecider"/>.
    /// </param>
    /// <param name="backoff">The delay before a restart; null (default) means at once.</param>
    public OneForOneStrategy(
        int maxRestarts = -1,
        TimeSpan? window = null,
        Func<Exception, Directive>? decider = null,
        Backoff? backoff = null)
        : base(maxRestarts, window, decider, backoff)
    {
    }

    internal override bool AppliesToAll => false;
}
