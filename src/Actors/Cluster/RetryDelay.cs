namespace Dachshund.Actors.Cluster;

/// <summary>
/// Delays between tries that double from a shortest to a longest, each spread over its upper half ("equal jitter", Brooker, AWS
/// Architecture Blog, 2015), and a word about it now and then. Not thread-safe: it belongs to one actor.
/// </summary>
internal sealed class RetryDelay(TimeSpan shortest, TimeSpan longest, Random random)
{
    private static readonly TimeSpan s_sayEvery = TimeSpan.FromMinutes(1);
    private TimeSpan? _next;
    private long? _saidAt;

    public TimeSpan Next()
    {
        var delay = _next ?? shortest;
        _next = delay * 2 < longest ? delay * 2 : longest;
        return (delay / 2) + (delay / 2 * random.NextDouble());
    }

    public void Reset()
    {
        _next = null;
        _saidAt = null;
    }

    /// <summary>Whether to say that one waits: at the first try of a row, then once a minute.</summary>
    public bool ShouldSay(TimeProvider time)
    {
        if (_saidAt is { } at && time.GetElapsedTime(at) < s_sayEvery)
            return false;
        _saidAt = time.GetTimestamp();
        return true;
    }
}
