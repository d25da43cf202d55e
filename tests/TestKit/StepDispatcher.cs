using Dachshund.Kernel;

namespace Dachshund.TestKit;

/// <summary>
/// Runs actors one turn at a time on the thread that asks for it. Turns run in the order in which they were scheduled
/// or, with a seed, in an order drawn from it, so that one seed is one run. Turns may be scheduled from any thread.
/// </summary>
public sealed class StepDispatcher : IDispatcher
{
    private readonly Lock _lock = new();
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly Random? _random;
    private TaskCompletionSource? _scheduled;
    private int _isRunning;

    /// <summary>Makes a dispatcher.</summary>
    /// <param name="seed">Of the order; null (default) means first scheduled, first run.</param>
    /// <param name="throughput">
    /// User messages a turn, 1 or more; default 30. With 1 the order of single messages is drawn.
    /// </param>
    public StepDispatcher(int? seed = null, int throughput = 30)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throughput, 1);
        _random = seed is { } given ? new Random(given) : null;
        Seed = seed;
        Throughput = throughput;
    }

    /// <summary>What the order is drawn from; null when it is not drawn.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    public int Throughput { get; }

    /// <summary>Turns that wait to be run.</summary>
    public int Ready
    {
        get
        {
            lock (_lock)
                return _ready.Count;
        }
    }

    /// <summary>Turns that have been run.</summary>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem turn, bool yielded)
    {
        TaskCompletionSource? scheduled;
        lock (_lock)
        {
            _ready.Add(turn);
            scheduled = _scheduled;
            _scheduled = null;
        }

        scheduled?.TrySetResult();
    }

    /// <summary>Runs one turn.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="InvalidOperationException">
    /// A turn is running: in another thread, or this is called inside it.
    /// </exception>
    public bool RunOne()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
            throw new InvalidOperationException("A step dispatcher runs one turn at a time");
        var outer = SynchronizationContext.Current;
        // On the thread pool there is none; a test framework's must not be captured by an actor's code.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            if (Take() is not { } turn)
                return false;
            Steps++;
            turn.Execute();
            return true;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Runs turns until none is left.</summary>
    /// <param name="stepsMax">Above so many turns it is taken for a loop; default 1,000,000.</param>
    /// <returns>Turns run.</returns>
    /// <exception cref="InvalidOperationException">The actors don't come to rest.</exception>
    public int RunUntilIdle(int stepsMax = 1_000_000)
    {
        var steps = 0;
        while (RunOne())
        {
            if (++steps > stepsMax)
                throw new InvalidOperationException($"The actors did not come to rest in {stepsMax} turns");
        }

        return steps;
    }

    /// <summary>Completes when a turn is ready to be run: for actors that wait for something outside.</summary>
    public Task WhenReadyAsync()
    {
        lock (_lock)
        {
            if (_ready.Count > 0)
                return Task.CompletedTask;
            _scheduled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _scheduled.Task;
        }
    }

    private IThreadPoolWorkItem? Take()
    {
        lock (_lock)
        {
            if (_ready.Count == 0)
                return null;
            var index = _random?.Next(_ready.Count) ?? 0;
            var turn = _ready[index];
            _ready.RemoveAt(index);
            return turn;
        }
    }
}
