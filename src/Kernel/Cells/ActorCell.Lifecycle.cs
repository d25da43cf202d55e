using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Cells;

/// <summary>Start, restart and stop.</summary>
internal sealed partial class ActorCell
{
    // Why user messages wait; the mailbox is suspended while any of these holds.
    private bool _hasFailed;
    private bool _isHeldByParent;
    private bool _isTerminating;
    private Restart? _restart;

    // The message of the failure; for PreRestart.
    private object? _failedMessage;

    // Whether a new instance replaces one that had started: PostRestart is called then, else PreStart.
    private bool _hasStarted;

    private void UpdateSuspension() =>
        Mailbox.IsSuspended = _hasFailed || _isAwaiting || _isHeldByParent || _isTerminating || _restart is not null;

    private void StartInstance(Exception? restartedBy)
    {
        try
        {
            _actor = Construct();
            _strategy = _props.Supervisor ?? _actor.SupervisorStrategy;
            if (restartedBy is not null && _hasStarted)
                _actor.PostRestart(restartedBy);
            else
                _actor.PreStart();
            _hasStarted = true;
        }
        catch (Exception failure)
        {
            // As in Akka, an instance that could not start gets no PostStop.
            _actor = null;
            var text = $"{_self.Path} ({_props.ActorType.Name}) could not start: {failure.Message}";
            Fail(new ActorInitializationException(text, failure));
        }
    }

    private ActorBase Construct()
    {
        _isConstructing = true;
        try
        {
            var actor = _props.Factory();
            if (actor is null || _isConstructing || !ReferenceEquals(actor.Cell, this))
                throw new ActorInitializationException("its Props must make a new instance each time");
            (actor as ReceiveActor)?.EndConstruction();
            return actor;
        }
        finally
        {
            _isConstructing = false;
        }
    }

    private void BeginRecreate(Recreate recreate)
    {
        // Of two restarts that overlap, because siblings failed together, the first serves both.
        if (_isTerminating || _restart is not null)
            return;
        if (_isAwaiting)
        {
            _recreateAfterAwait ??= recreate;
            CancelStopping();
            return;
        }

        _restart = new Restart(recreate.Cause, recreate.Delay <= TimeSpan.Zero);
        UpdateSuspension();
        EndInstance(recreate.Cause);
        if (!_restart.IsDue)
            _restart.Timer = Time.CreateTimer(OnDelayOver, _restart, recreate.Delay, Timeout.InfiniteTimeSpan);
        TryFinishRecreate();
    }

    private void EndInstance(Exception cause)
    {
        CancelTimers();
        try
        {
            if (_actor is { } actor)
                actor.PreRestart(cause, _failedMessage);
            else
                StopChildren();
        }
        catch (Exception failure)
        {
            KernelLog.HookFailed(System.Log, failure, _self.Path, nameof(ActorBase.PreRestart));
        }

        CancelTimers();
        CancelStopping();
        _stash?.UnstashAll();
        _actor = null;
        _failedMessage = null;
    }

    /// <summary>For an instance that could not start and left children behind.</summary>
    private void StopChildren()
    {
        foreach (var child in Children.Refs())
        {
            Unwatch(child);
            Stop(child);
        }
    }

    private void OnDelayOver(object? restart)
    {
        if (restart is Restart due)
            _self.SendSystem(new RestartDue(due));
    }

    private void OnRestartDue(object restart)
    {
        if (_restart is null || !ReferenceEquals(_restart, restart))
            return;
        _restart.IsDue = true;
        TryFinishRecreate();
    }

    /// <summary>
    /// Makes the new instance once the delay is over and the children that PreRestart stopped are gone.
    /// </summary>
    private void TryFinishRecreate()
    {
        if (_restart is not { IsDue: true } restart || Children.HasStopping)
            return;
        restart.Timer?.Dispose();
        _restart = null;
        _hasFailed = false;
        _isHeldByParent = false;
        _perpetrator = null;
        Volatile.Write(ref _restarts, _restarts + 1);
        UpdateSuspension();
        var survivors = Children.Refs();
        StartInstance(restart.Cause);
        if (_hasFailed)
            return;
        foreach (var child in survivors)
            child.SendSystem(new Recreate(restart.Cause, TimeSpan.Zero));
    }

    private void BeginTerminate()
    {
        if (_isTerminating)
            return;
        if (_isAwaiting)
        {
            _stopsAfterAwait = true;
            CancelStopping();
            return;
        }

        _isTerminating = true;
        UpdateSuspension();
        CancelTimers();
        CancelStopping();
        _restart?.Timer?.Dispose();
        _restart = null;
        foreach (var child in Children.Close())
            child.Stop();
        if (Children.IsEmpty)
            FinishTerminate();
    }

    private void FinishTerminate()
    {
        try
        {
            _actor?.PostStop();
        }
        catch (Exception failure)
        {
            KernelLog.HookFailed(System.Log, failure, _self.Path, nameof(ActorBase.PostStop));
        }

        CancelTimers();
        _actor = null;
        _stash?.UnstashAll();
        Mailbox.Close();
        UnwatchAll();
        TellOfDeath();
    }

    private void CancelTimers()
    {
        _timers?.CancelAll();
        SetReceiveTimeout(null);
    }

    /// <summary>A restart that waits for its delay or for children to stop.</summary>
    private sealed class Restart(Exception cause, bool isDue)
    {
        public Exception Cause { get; } = cause;

        public bool IsDue { get; set; } = isDue;

        public ITimer? Timer { get; set; }
    }
}
