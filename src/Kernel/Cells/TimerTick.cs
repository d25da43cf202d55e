namespace Dachshund.Kernel.Cells;

/// <summary>
/// One started timer, and at the same time the message it puts into the mailbox; at most once at a time.
/// </summary>
internal sealed class TimerTick(ActorCell cell, object key, object message, bool isPeriodic) : IAutoReceived
{
    private int _isInMailbox;

    public object Key { get; } = key;

    public object Message { get; } = message;

    public bool IsPeriodic { get; } = isPeriodic;

    public ITimer? Timer { get; set; }

    /// <summary>Called by the clock, on any thread.</summary>
    public static void OnDue(object? state)
    {
        if (state is TimerTick tick && Interlocked.Exchange(ref tick._isInMailbox, 1) == 0)
            tick.Post();
    }

    /// <summary>Called on the actor's turn when the tick has come out of the mailbox.</summary>
    public void LeaveMailbox() => Volatile.Write(ref _isInMailbox, 0);

    private void Post() => cell.Mailbox.PostForced(this, null);
}
