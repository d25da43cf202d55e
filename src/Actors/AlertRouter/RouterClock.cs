using System.Globalization;
using System.Text;

namespace Dachshund.Actors.AlertRouter;

/// <summary>
/// The clock that the router's due times run on, in Unix ms: it goes on from where the last commit stored it, as fast as this
/// process's monotonic clock. So no clock of any host matters, and time in which nobody routed doesn't count. Not thread-safe.
/// </summary>
internal sealed class RouterClock(TimeProvider time)
{
    /// <summary>The field of the router's clock hash.</summary>
    public const string Field = "seen";

    private long _base;
    private long _since = time.GetTimestamp();

    public long NowMs => _base + (long)time.GetElapsedTime(_since).TotalMilliseconds;

    /// <summary>Goes on from a stored reading; without one, from the wall clock of this once.</summary>
    public void Load(ReadOnlyMemory<byte> stored)
    {
        _base = long.TryParse(Encoding.ASCII.GetString(stored.Span), CultureInfo.InvariantCulture, out var seen)
            ? seen
            : time.GetUtcNow().ToUnixTimeMilliseconds();
        _since = time.GetTimestamp();
    }

    /// <summary>The reading to store.</summary>
    public byte[] Store() => Encoding.ASCII.GetBytes(NowMs.ToString(CultureInfo.InvariantCulture));
}
