using Dachshund.Kernel.Mailboxes;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Cells;

/// <summary>
/// The actor behind a ref: its instance, mailbox, children and watches. One per incarnation; instances come and go at
/// restarts. All state belongs to the actor's turn, but for the mailbox, the children (own lock) and what
/// <see cref="Snapshot"/> reads.
/// </summary>
internal sealed partial class ActorCell : IActorContext, IMailboxOwner
{
    // Whose turn this thread runs.
    [ThreadStatic]
    private static ActorCell? t_current;

    private readonly LocalActorRef _self;
    private readonly Props _props;
    private readonly InternalActorRef _parent;
    private readonly DateTimeOffset _startedAt;
    private ActorBase? _actor;
    private SupervisorStrategy _strategy = SupervisorStrategy.Default;
    private Envelope _current;
    private bool _isConstructing;
    private ActorTimers? _timers;
    private ActorStash? _stash;
    private CancellationTokenSource? _stopping;
    private long _turnStarted;
    private int _restarts;
    private Exception? _lastError;

    public ActorCell(LocalActorRef self, Props props, InternalActorRef parent)
    {
        _self = self;
        _props = props;
        _parent = parent;
        _startedAt = self.System.Time.GetUtcNow();
        Mailbox = new Mailbox(this, self.System.Dispatcher, props.Mailbox);
    }

    public Mailbox Mailbox { get; }

    public IActorRef Self => _self;

    public IActorRef Sender => _current.Sender ?? _self.System.DeadLetters;

    public IActorRef Parent => _parent;

    public ActorSystem System => _self.System;

    public ITimerScheduler Timers => _timers ??= new ActorTimers(this);

    public IStash Stash => _stash ??= new ActorStash(this);

    public CancellationToken Stopping
    {
        get
        {
            if (_isTerminating || IsEndingAfterAwait)
                return new CancellationToken(canceled: true);
            return (_stopping ??= new CancellationTokenSource()).Token;
        }
    }

    internal Envelope Current => _current;

    internal TimeProvider Time => _self.System.Time;

    /// <summary>Hands the cell to the constructor of its actor: once per construction.</summary>
    public static ActorCell TakeForConstruction(Type type)
    {
        if (t_current is not { _isConstructing: true } cell)
        {
            throw new ActorInitializationException(
                $"A {type.Name} can only be made by its Props, with a new instance each time");
        }

        cell._isConstructing = false;
        return cell;
    }

    /// <summary>This, if the caller is on the actor's turn.</summary>
    public ActorCell OnTurn() => ReferenceEquals(t_current, this)
        ? this
        : throw new InvalidOperationException(
            $"{_self.Path}: Sender, Context, Timers and Stash are valid only on the actor's own turn; copy before it ends");

    public void DropUnroutable(object message, IActorRef? sender) =>
        System.DeadLetterOffice.Dropped(new Envelope(message, sender), _self, "the pool has nobody for it");

    void IMailboxOwner.EnterTurn()
    {
        t_current = this;
        Volatile.Write(ref _turnStarted, Time.GetTimestamp());
    }

    void IMailboxOwner.LeaveTurn() => t_current = null;

    void IMailboxOwner.OnSystem(SystemMessage message)
    {
        try
        {
            InvokeSystem(message);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    // Hot path: no allocation.
    void IMailboxOwner.OnUser(in Envelope envelope)
    {
        _current = envelope;
        try
        {
            if (envelope.Message is IAutoReceived)
                AutoReceive(envelope.Message);
            else
                Dispatch(envelope.Message);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        if (!_isAwaiting)
            EndMessage();
    }

    void IMailboxOwner.OnSystemAfterEnd(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystem(new DeathWatchNotification(_self));
        else if (message is Continuation continuation)
            System.Dispatcher.Schedule(new LateContinuation(continuation), yielded: false);
    }

    void IMailboxOwner.OnUserAfterEnd(in Envelope envelope)
    {
        if (envelope.Message is not (TimerTick or ReceiveTimeoutTick))
            System.DeadLetterOffice.Dead(envelope, _self);
    }

    void IMailboxOwner.OnDropped(in Envelope envelope) =>
        System.DeadLetterOffice.Dropped(envelope, _self, $"mailbox full: {Mailbox.Options.Capacity} messages");

    private void InvokeSystem(SystemMessage message)
    {
        switch (message)
        {
            case Continuation continuation:
                RunContinuation(continuation);
                break;
            case DeathWatchNotification notification:
                OnDeath(notification.Actor);
                break;
            case Watch watch:
                AddWatcher(watch.Watcher);
                break;
            case Unwatch unwatch:
                _watchedBy?.Remove(unwatch.Watcher);
                break;
            case Failed failed:
                Supervise(failed.Child, failed.Cause);
                break;
            default:
                InvokeLifecycle(message);
                break;
        }
    }

    private void InvokeLifecycle(SystemMessage message)
    {
        switch (message)
        {
            case Create:
                StartInstance(null);
                break;
            case Terminate:
                BeginTerminate();
                break;
            case Recreate recreate:
                BeginRecreate(recreate);
                break;
            case RestartDue due:
                OnRestartDue(due.Restart);
                break;
            case Suspend:
                OnSuspend();
                break;
            case Resume resume:
                OnResume(resume.CausedBy);
                break;
        }
    }

    private void Dispatch(object message)
    {
        if (_actor is not { } actor)
            throw new ActorInitializationException($"{_self.Path} has no instance");
        if (!actor.Receive(message))
            actor.InvokeUnhandled(message);
    }

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case TimerTick tick:
                if (_timers is { } timers && timers.Accept(tick))
                    Redispatch(tick.Message);
                break;
            case ReceiveTimeoutTick tick:
                if (_receiveTimeout is { } receiveTimeout && receiveTimeout.IsDue(tick))
                    Redispatch(ReceiveTimeout.Instance);
                break;
            case Terminated terminated:
                if (_deathsToTell is { } deaths && deaths.Remove(terminated.Actor))
                    Dispatch(terminated);
                break;
            case PoisonPill:
                _self.Stop();
                break;
            case Kill:
                throw new ActorKilledException($"{_self.Path} was told Kill");
        }
    }

    /// <summary>Handles what a tick carries as if it had been told itself, so that it can be stashed.</summary>
    private void Redispatch(object message)
    {
        _current = new Envelope(message, null);
        if (message is IAutoReceived)
            AutoReceive(message);
        else
            Dispatch(message);
    }

    private void EndMessage()
    {
        _receiveTimeout?.OnMessage(_current.Message);
        _current = default;
    }
}
