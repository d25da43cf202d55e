namespace Dachshund.Kernel;

/// <summary>
/// The timers of one actor, on the system's clock. To be used on the actor's turn only. All end when the actor restarts
/// or stops; the tick of a timer that was cancelled or replaced is never delivered, even when it is in the mailbox
/// already. A timer has at most one tick in the mailbox: a periodic one that finds its last tick still waiting leaves
/// one out. Ticks don't count against the mailbox's capacity.
/// </summary>
public interface ITimerScheduler
{
    /// <summary>Tells the actor a message once, after a delay. Replaces the timer of the same key.</summary>
    /// <param name="key">Names the timer.</param>
    /// <param name="message">What to tell.</param>
    /// <param name="delay">Zero or more.</param>
    void StartSingleTimer(object key, object message, TimeSpan delay);

    /// <summary>
    /// Tells the actor a message each interval, first after one interval. Replaces the timer of the same key.
    /// </summary>
    /// <param name="key">Names the timer.</param>
    /// <param name="message">What to tell.</param>
    /// <param name="interval">More than zero.</param>
    void StartPeriodicTimer(object key, object message, TimeSpan interval);

    /// <summary>Ends a timer; nothing happens when there is none.</summary>
    /// <param name="key">Names the timer.</param>
    void Cancel(object key);

    /// <summary>Ends all timers.</summary>
    void CancelAll();

    /// <summary>Whether a tick of that timer is still to come.</summary>
    /// <param name="key">Names the timer.</param>
    bool IsActive(object key);
}
