namespace Dachshund.Kernel;

/// <summary>
/// Lets so many lines of one kind through, then none for a while; counts those left out. Thread-safe.
/// </summary>
internal sealed class LogThrottle(TimeProvider time, int linesMax, TimeSpan mute)
{
    private readonly Lock _lock = new();
    private int _logged;
    private long _leftOut;
    private long _mutedAt;

    /// <summary>Whether a line may be logged.</summary>
    /// <param name="leftOut">Lines that were not, since the last that was.</param>
    /// <param name="isLast">Whether it is the last one before the silence.</param>
    public bool MayLog(out long leftOut, out bool isLast)
    {
        lock (_lock)
        {
            if (_logged >= linesMax && time.GetElapsedTime(_mutedAt) < mute)
            {
                _leftOut++;
                (leftOut, isLast) = (0, false);
                return false;
            }

            if (_logged >= linesMax)
                _logged = 0;
            (leftOut, _leftOut) = (_leftOut, 0);
            isLast = ++_logged == linesMax;
            if (isLast)
                _mutedAt = time.GetTimestamp();
            return true;
        }
    }
}
