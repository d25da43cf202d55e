using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Cells;

/// <summary>Async handlers: the mailbox is suspended until the task has ended, system messages go on.</summary>
internal sealed partial class ActorCell
{
    private TurnContext? _turnContext;
    private bool _isAwaiting;
    private long _awaitStarted;

    // Stop and restart wait for the end of the handler.
    private bool _stopsAfterAwait;
    private Recreate? _recreateAfterAwait;

    public void RunAsync<T>(Func<T, ValueTask> handler, T message)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_turnContext ??= new TurnContext(this));
        try
        {
            var pending = handler(message);
            if (pending.IsCompletedSuccessfully)
                pending.GetAwaiter().GetResult();
            else
                _ = AwaitHandlerAsync(pending);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Never faults; nobody awaits it. Its continuation comes back on the actor's turn.</summary>
    private async Task AwaitHandlerAsync(ValueTask pending)
    {
        _isAwaiting = true;
        Volatile.Write(ref _awaitStarted, Time.GetTimestamp());
        UpdateSuspension();
        Exception? failure = null;
        try
        {
            await pending;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        EndAwait(failure);
    }

    private void EndAwait(Exception? failure)
    {
        _isAwaiting = false;
        Volatile.Write(ref _awaitStarted, 0);
        if (failure is not null && IsEndingAfterAwait)
            KernelLog.FailedWhileEnding(System.Log, failure, _self.Path);
        else if (failure is not null)
            Fail(failure);
        EndMessage();
        UpdateSuspension();
        var (stops, recreate) = (_stopsAfterAwait, _recreateAfterAwait);
        (_stopsAfterAwait, _recreateAfterAwait) = (false, null);
        if (stops)
            BeginTerminate();
        else if (recreate is not null)
            BeginRecreate(recreate);
    }

    private bool IsEndingAfterAwait => _stopsAfterAwait || _recreateAfterAwait is not null;

    private void RunContinuation(Continuation continuation)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_turnContext ??= new TurnContext(this));
        try
        {
            continuation.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void CancelStopping()
    {
        var stopping = _stopping;
        _stopping = null;
        if (stopping is null)
            return;
        try
        {
            stopping.Cancel();
        }
        catch (AggregateException failure)
        {
            KernelLog.StoppingCallbackFailed(System.Log, failure, _self.Path);
        }
    }

    private sealed class LateContinuation(Continuation continuation) : IThreadPoolWorkItem
    {
        public void Execute() => continuation.Run();
    }
}
