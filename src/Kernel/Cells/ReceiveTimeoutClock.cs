namespace Dachshund.Kernel.Cells;

/// <summary>
/// A receive timeout. Setting a timer anew for each message would cost more than the message, so a message only notes
/// the time, and the timer, when due, is set again for what is left.
/// </summary>
internal sealed class ReceiveTimeoutClock : IDisposable
{
    private readonly ActorCell _cell;
    private readonly TimeSpan _timeout;
    private readonly ReceiveTimeoutTick _tick = new();
    private readonly ITimer _timer;
    private long _lastMessage;

    public ReceiveTimeoutClock(ActorCell cell, TimeSpan timeout)
    {
        _cell = cell;
        _timeout = timeout;
        _lastMessage = cell.Time.GetTimestamp();
        _timer = cell.Time.CreateTimer(
            static state => (state as ReceiveTimeoutClock)?.OnDue(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    public void OnMessage(object? message)
    {
        if (message is not (null or INotInfluenceReceiveTimeout or ReceiveTimeoutTick or TimerTick))
            _lastMessage = _cell.Time.GetTimestamp();
    }

    /// <summary>On the actor's turn: whether the time is over; sets the timer for the next look.</summary>
    public bool IsDue(ReceiveTimeoutTick tick)
    {
        if (!ReferenceEquals(tick, _tick))
            return false;
        var left = _timeout - _cell.Time.GetElapsedTime(_lastMessage);
        _timer.Change(left > TimeSpan.Zero ? left : _timeout, Timeout.InfiniteTimeSpan);
        return left <= TimeSpan.Zero;
    }

    public void Dispose() => _timer.Dispose();

    private void OnDue() => _cell.Mailbox.PostForced(_tick, null);
}
