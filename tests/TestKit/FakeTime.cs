namespace Dachshund.TestKit;

/// <summary>
/// A clock that moves only when told. Timers fire inside <see cref="Advance"/>, on the caller's thread, in the order of
/// their due times (those of one moment in the order in which they were set), each with the clock standing at its due
/// time. Serves <c>Task.Delay(..., time)</c>, <c>CancellationTokenSource(..., time)</c> and <c>WaitAsync(..., time)</c>
/// too. Thread-safe, but time is moved by one thread at a time.
/// </summary>
public sealed class FakeTime : TimeProvider
{
    // Timestamps begin here, so that none is 0 and none near the machine's.
    private static readonly TimeSpan s_firstTimestamp = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly SortedSet<FakeTimer> _armed = new(FakeTimer.ByDueTime);
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateTimeOffset _wallStart;
    private TimeSpan _elapsed = s_firstTimestamp;
    private long _lastSequence;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows first; default 2026-01-01 00:00 UTC.</param>
    public FakeTime(DateTimeOffset? start = null)
    {
        _wallStart = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) - s_firstTimestamp;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _zone;

    /// <summary>Timers that are set.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock)
                return _armed.Count;
        }
    }

    /// <summary>The time until the next timer is due, zero when it is due now; null when none is set.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_lock)
                return _armed.Min is { } next ? Max(next.Due - _elapsed, TimeSpan.Zero) : null;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _wallStart + _elapsed;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
            return _elapsed.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Changes the local zone.</summary>
    /// <param name="zone">The new one.</param>
    public void SetLocalTimeZone(TimeZoneInfo zone) => _zone = zone;

    /// <summary>Moves the wall clock alone, as an administrator would; timers and timestamps don't notice.</summary>
    /// <param name="by">Forward, or back when negative.</param>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_lock)
            _wallStart += by;
    }

    /// <summary>Moves time forward and fires what becomes due on the way, timers set meanwhile included.</summary>
    /// <param name="by">Zero or more; zero fires what is due now.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_lock)
            target = _elapsed + by;
        while (TakeDue(target) is { } timer)
            timer.Fire();
        lock (_lock)
            _elapsed = Max(_elapsed, target);
    }

    /// <summary>Moves to the next timer and fires all of that moment.</summary>
    /// <param name="limit">How far time may move.</param>
    /// <returns>How far it moved; null when no timer is due within the limit, and time stands.</returns>
    public TimeSpan? AdvanceToNext(TimeSpan limit)
    {
        if (NextDue is not { } next || next > limit)
            return null;
        Advance(next);
        return next;
    }

    /// <summary>Completes when at least so many timers are set: for code that runs on other threads.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_armed.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Arm(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _armed.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _elapsed + dueTime;
            timer.Period = period;
            timer.Sequence = ++_lastSequence;
            _armed.Add(timer);
            foreach (var (count, reached) in _waiting)
            {
                if (_armed.Count >= count)
                    reached.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }
    }

    internal void Disarm(FakeTimer timer)
    {
        lock (_lock)
            _armed.Remove(timer);
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private FakeTimer? TakeDue(TimeSpan target)
    {
        lock (_lock)
        {
            if (_armed.Min is not { } timer || timer.Due > target)
                return null;
            _armed.Remove(timer);
            _elapsed = Max(_elapsed, timer.Due);
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due += timer.Period;
                timer.Sequence = ++_lastSequence;
                _armed.Add(timer);
            }

            return timer;
        }
    }
}
