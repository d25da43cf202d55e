namespace Dachshund.TestKit.Channels;

/// <summary>
/// So many calls in a sliding window; one more, and everything is refused until the penalty is over. Not thread-safe.
/// </summary>
internal sealed class FakeRateLimit
{
    private readonly Queue<DateTimeOffset> _taken = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    public bool TryTake(DateTimeOffset now, int limit, TimeSpan window, TimeSpan penalty)
    {
        if (now < _pausedUntil) return false;
        while (_taken.TryPeek(out var oldest) && now - oldest >= window) _taken.Dequeue();
        if (_taken.Count < limit)
        {
            _taken.Enqueue(now);
            return true;
        }

        _pausedUntil = now + penalty;
        return false;
    }
}
