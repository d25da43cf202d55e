using Dachshund.Kernel;

namespace Dachshund.TestKit;

/// <summary>The thread pool, with a count of the turns that are out: when it is zero, the actors are at rest.</summary>
internal sealed class CountingDispatcher : IDispatcher
{
    private readonly Lock _lock = new();
    private int _turns;
    private TaskCompletionSource? _idle;
    private TaskCompletionSource? _busy;

    public int Throughput => ThreadPoolDispatcher.Instance.Throughput;

    public void Schedule(IThreadPoolWorkItem turn, bool yielded)
    {
        TaskCompletionSource? busy;
        lock (_lock)
        {
            _turns++;
            (busy, _busy) = (_busy, null);
        }

        busy?.TrySetResult();
        ThreadPoolDispatcher.Instance.Schedule(new Turn(this, turn), yielded);
    }

    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (_turns == 0)
                return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    public Task WhenBusyAsync()
    {
        lock (_lock)
        {
            if (_turns > 0)
                return Task.CompletedTask;
            _busy ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _busy.Task;
        }
    }

    private void End()
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            if (--_turns == 0)
                (idle, _idle) = (_idle, null);
        }

        idle?.TrySetResult();
    }

    private sealed class Turn(CountingDispatcher owner, IThreadPoolWorkItem turn) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            turn.Execute();
            owner.End();
        }
    }
}
