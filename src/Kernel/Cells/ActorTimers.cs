namespace Dachshund.Kernel.Cells;

/// <summary>The timers of one actor. A tick counts only while its own object stands under its key.</summary>
internal sealed class ActorTimers : ITimerScheduler
{
    private readonly ActorCell _cell;
    private readonly Dictionary<object, TimerTick> _byKey = [];

    public ActorTimers(ActorCell cell)
    {
        _cell = cell;
    }

    public void StartSingleTimer(object key, object message, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Start(key, message, delay, isPeriodic: false);
    }

    public void StartPeriodicTimer(object key, object message, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Start(key, message, interval, isPeriodic: true);
    }

    public void Cancel(object key)
    {
        if (_byKey.Remove(key, out var tick))
            tick.Timer?.Dispose();
    }

    public void CancelAll()
    {
        foreach (var tick in _byKey.Values)
            tick.Timer?.Dispose();
        _byKey.Clear();
    }

    public bool IsActive(object key) => _byKey.ContainsKey(key);

    /// <summary>Whether a tick out of the mailbox is still wanted.</summary>
    public bool Accept(TimerTick tick)
    {
        tick.LeaveMailbox();
        if (!_byKey.TryGetValue(tick.Key, out var current) || !ReferenceEquals(current, tick))
            return false;
        if (!tick.IsPeriodic)
            Cancel(tick.Key);
        return true;
    }

    private void Start(object key, object message, TimeSpan delay, bool isPeriodic)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(message);
        Cancel(key);
        var tick = new TimerTick(_cell, key, message, isPeriodic);
        _byKey[key] = tick;
        tick.Timer = _cell.Time.CreateTimer(TimerTick.OnDue, tick, delay, isPeriodic ? delay : Timeout.InfiniteTimeSpan);
    }
}
