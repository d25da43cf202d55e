namespace Dachshund.Actors.Cluster;

/// <summary>What this process is to the cluster: its host's name, its incarnation, and whether it may still act on its leases.</summary>
/// <remarks>Thread-safe: the heartbeat writes, everything that holds a lease reads.</remarks>
public sealed class NodeSession
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _actWithin;
    private long _beatSentAt;
    private int _beaten;

    /// <summary>Makes the session of one process.</summary>
    /// <param name="host">The node's name, <c>[a-z0-9._-]</c>, 64 characters at most.</param>
    /// <param name="incarnation">Names this process among all that ever ran under that name.</param>
    /// <param name="leaseTtl">After how long without a beat a lease may be taken by another server.</param>
    /// <param name="time">The clock; only its monotonic side is used.</param>
    public NodeSession(string host, string incarnation, TimeSpan leaseTtl, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentException.ThrowIfNullOrEmpty(incarnation);
        ArgumentNullException.ThrowIfNull(time);
        Host = host;
        Incarnation = incarnation;
        _time = time;
        _actWithin = leaseTtl * 2 / 3;
    }

    /// <summary>The node's name.</summary>
    public string Host { get; }

    /// <summary>This process among all that ran under the name.</summary>
    public string Incarnation { get; }

    /// <summary>How a lease names its owner: <c>host:incarnation</c>.</summary>
    public string Owner => $"{Host}:{Incarnation}";

    /// <summary>
    /// Whether a holder may start a commit or a POST now: two thirds of the lease's time haven't passed since the last successful
    /// beat was <em>sent</em>. A later successful beat lets it go on. Safety doesn't rest on this, the fence keeps it; this only
    /// keeps a suspended node from acting on what others may have taken over.
    /// </summary>
    public bool MayAct =>
        Volatile.Read(ref _beaten) != 0 && _time.GetElapsedTime(Volatile.Read(ref _beatSentAt)) < _actWithin;

    /// <summary>When the last beat was sent that was answered well: a timestamp of the clock; 0 before the first.</summary>
    public long LastBeatAt => Volatile.Read(ref _beaten) != 0 ? Volatile.Read(ref _beatSentAt) : 0;

    /// <summary>A beat that was sent at <paramref name="sentAt"/> (a timestamp of the clock) was answered well.</summary>
    public void BeatSucceeded(long sentAt)
    {
        Volatile.Write(ref _beatSentAt, sentAt);
        Volatile.Write(ref _beaten, 1);
    }
}
