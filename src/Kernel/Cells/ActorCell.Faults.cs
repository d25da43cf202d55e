using Dachshund.Kernel.Mailboxes;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Cells;

/// <summary>Both sides of supervision: failing, and judging a child that failed.</summary>
internal sealed partial class ActorCell
{
    // A child that fails on each message would fill the disk.
    private const int FailuresLoggedMax = 10;
    private static readonly TimeSpan s_failuresMute = TimeSpan.FromMinutes(1);

    // The child whose failure was escalated and became our own: it is suspended already, and resumes with us.
    private InternalActorRef? _perpetrator;

    private void Fail(Exception cause, InternalActorRef? perpetrator = null)
    {
        Volatile.Write(ref _lastError, cause);
        if (_isTerminating || _hasFailed)
        {
            KernelLog.FailedWhileEnding(System.Log, cause, _self.Path);
            return;
        }

        _hasFailed = true;
        _failedMessage = _current.Message;
        if (_failedMessage is not null)
            _stash?.DropCurrent();
        _perpetrator = perpetrator;
        UpdateSuspension();
        foreach (var child in Children.Refs())
        {
            if (!ReferenceEquals(child, perpetrator))
                child.SendSystem(new Suspend());
        }

        _parent.SendSystem(new Failed(_self, cause));
    }

    private void OnSuspend()
    {
        _isHeldByParent = true;
        UpdateSuspension();
        foreach (var child in Children.Refs())
            child.SendSystem(new Suspend());
    }

    private void OnResume(Exception? causedBy)
    {
        _isHeldByParent = false;
        if (causedBy is not null)
        {
            _hasFailed = false;
            _failedMessage = null;
        }

        if (_actor is null && _restart is null && !_hasFailed && !_isTerminating)
            StartInstance(null);
        UpdateSuspension();
        if (_hasFailed)
            return;
        var perpetrator = _perpetrator;
        _perpetrator = null;
        foreach (var child in Children.Refs())
            child.SendSystem(new Resume(ReferenceEquals(child, perpetrator) ? causedBy : null));
    }

    private void Supervise(InternalActorRef child, Exception cause)
    {
        if (_isTerminating || !Children.TryGet(child, out var record))
            return;
        var history = _strategy.AppliesToAll ? Children.GroupHistory : record.History;
        var verdict = Judge(cause, history);
        if ((record.LogThrottle ??= new LogThrottle(Time, FailuresLoggedMax, s_failuresMute)).MayLog(out var leftOut, out _))
            KernelLog.ChildFailed(System.Log, cause, child.Path, verdict.Directive, verdict.Delay, leftOut);
        switch (verdict.Directive)
        {
            case Directive.Resume:
                child.SendSystem(new Resume(cause));
                break;
            case Directive.Restart:
                foreach (var affected in Affected(child))
                {
                    if (!ReferenceEquals(affected, child))
                        affected.SendSystem(new Suspend());
                    affected.SendSystem(new Recreate(cause, verdict.Delay));
                }

                break;
            case Directive.Stop:
                foreach (var affected in Affected(child))
                    Stop(affected);
                break;
            default:
                Fail(verdict.Cause, child);
                break;
        }
    }

    private RestartVerdict Judge(Exception cause, RestartHistory history)
    {
        Directive directive;
        try
        {
            directive = _strategy.Decider(cause);
        }
        catch (Exception failure)
        {
            return new RestartVerdict(Directive.Escalate, TimeSpan.Zero, failure);
        }

        if (directive != Directive.Restart)
            return new RestartVerdict(directive, TimeSpan.Zero, cause);
        var random = _strategy.Backoff is null ? 0 : System.NextRandom();
        return history.Judge(_strategy, cause, Time.GetElapsedTime(0), random);
    }

    private LocalActorRef[] Affected(InternalActorRef child) =>
        _strategy.AppliesToAll || child is not LocalActorRef failed ? Children.Refs() : [failed];
}
