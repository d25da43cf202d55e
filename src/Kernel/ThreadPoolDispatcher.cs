namespace Dachshund.Kernel;

/// <summary>The default dispatcher: actors run on the process's thread pool. Thread-safe.</summary>
public sealed class ThreadPoolDispatcher : IDispatcher
{
    // A worker's own queue is last-in-first-out and goes before the global one: fast for actors that answer each other,
    // but two of them could keep everyone else waiting. So every 32nd turn goes to the end of the global queue.
    private const int LocalTurnsMax = 32;

    [ThreadStatic]
    private static int t_localTurns;

    /// <summary>The shared instance with a throughput of 30.</summary>
    public static ThreadPoolDispatcher Instance { get; } = new(30);

    /// <summary>Makes a dispatcher.</summary>
    /// <param name="throughput">User messages a turn, 1 or more.</param>
    public ThreadPoolDispatcher(int throughput)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throughput, 1);
        Throughput = throughput;
    }

    /// <inheritdoc/>
    public int Throughput { get; }

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem turn, bool yielded)
    {
        var local = !yielded && ++t_localTurns % LocalTurnsMax != 0;
        ThreadPool.UnsafeQueueUserWorkItem(turn, local);
    }
}
