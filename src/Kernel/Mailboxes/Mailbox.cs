using System.Diagnostics;

namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// An actor's mailbox and its schedule: a bounded queue of user messages, an unbounded one of system messages that is
/// drained first and after each user message, and one integer that says whether a turn is out.
/// </summary>
/// <remarks>
/// No wake-up is lost because both sides fence: a producer publishes, fences, then reads <c>_scheduled</c>; a turn
/// clears <c>_scheduled</c>, fences, then looks for messages. One of them sees the other.
/// </remarks>
internal sealed class Mailbox : IThreadPoolWorkItem
{
    private readonly IMailboxOwner _owner;
    private readonly IDispatcher _dispatcher;
    private readonly UserQueue _queue;
    private readonly SystemQueue _system = new();

    // Made by the first sender that had to wait.
    private WaitingSenders? _waiting;

    // Unstashed messages, the oldest on top; the turn's own.
    private Stack<Envelope>? _front;

    // 1 from the scheduling of a turn to its end.
    private int _scheduled;

    private volatile bool _isClosed;
    private volatile bool _isSuspended;
    private int _frontCount;
    private int _hasPoisonPill;

    // Written by the turn.
    private long _processed;

    // Written by any producer, interlocked.
    private long _dropped;

    public Mailbox(IMailboxOwner owner, IDispatcher dispatcher, MailboxOptions options)
    {
        _owner = owner;
        _dispatcher = dispatcher;
        Options = options;
        _queue = options.WhenFull == FullMailbox.DropOldest
            ? new DropOldestQueue(options.Capacity)
            : new BoundedRing(options.Capacity);
    }

    public MailboxOptions Options { get; }

    public bool IsClosed => _isClosed;

    /// <summary>Whether user messages wait. Set on the owner's turn only.</summary>
    public bool IsSuspended
    {
        get => _isSuspended;
        set => _isSuspended = value;
    }

    public int Depth => _queue.Count + Volatile.Read(ref _frontCount);

    public int WaitingSenders => _waiting?.Count ?? 0;

    public long Processed => Volatile.Read(ref _processed);

    public long Dropped => Volatile.Read(ref _dropped);

    // Hot path: no allocation, no lock.
    public void Post(object message, IActorRef? sender)
    {
        if (!_isClosed && _waiting is not { Count: > 0 } && _queue.TryEnqueue(message, sender, forced: false))
            WakeForUser();
        else
            PostToFull(new Envelope(message, sender));
    }

    // Hot path: no allocation, no lock while there is room.
    public ValueTask PostAsync(object message, IActorRef? sender, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        if (!_isClosed && _waiting is not { Count: > 0 } && _queue.TryEnqueue(message, sender, forced: false))
        {
            WakeForUser();
            return ValueTask.CompletedTask;
        }

        if (_isClosed || message is PoisonPill)
        {
            PostToFull(new Envelope(message, sender));
            return ValueTask.CompletedTask;
        }

        return WaitForRoom(new Envelope(message, sender), cancellationToken);
    }

    /// <summary>Puts in a message that must not be lost; the caller sees to it that there are few.</summary>
    public void PostForced(object message, IActorRef? sender)
    {
        if (_isClosed)
        {
            _owner.OnUserAfterEnd(new Envelope(message, sender));
            return;
        }

        _queue.TryEnqueue(message, sender, forced: true);
        WakeForUser();
    }

    /// <summary>Puts messages in front of all others, the first of them foremost. On the owner's turn only.</summary>
    public void Prepend(IReadOnlyList<Envelope> messages)
    {
        _front ??= new Stack<Envelope>();
        for (var index = messages.Count - 1; index >= 0; index--)
            _front.Push(messages[index]);
        Volatile.Write(ref _frontCount, _front.Count);
    }

    public void PostSystem(SystemMessage message)
    {
        if (_system.TryAdd(message))
            Wake();
        else
            _owner.OnSystemAfterEnd(message);
    }

    /// <summary>
    /// The end: from now on all goes to dead letters. On the owner's turn only. A producer that passed the check before
    /// this wakes the mailbox once more, and that turn clears up behind it.
    /// </summary>
    public void Close()
    {
        _isClosed = true;
        _isSuspended = false;
        var system = _system.Close();
        while (system is not null)
        {
            system = SystemQueue.TakeFirst(system, out var message);
            _owner.OnSystemAfterEnd(message);
        }

        DrainAfterEnd();
    }

    void IThreadPoolWorkItem.Execute()
    {
        _owner.EnterTurn();
        DrainSystem();
        var hasMore = DrainUser();
        _owner.LeaveTurn();
        if (hasMore)
        {
            _dispatcher.Schedule(this, yielded: true);
            return;
        }

        // The fence of the class remarks.
        Interlocked.Exchange(ref _scheduled, 0);
        if (_waiting is { Count: > 0 })
            ServeWaiting();
        if (HasMore)
            Wake();
    }

    private bool HasMore => _system.HasMessage || (!_isSuspended && HasUser);

    private bool HasUser => Volatile.Read(ref _frontCount) > 0 || _queue.HasMessage;

    /// <summary>
    /// All that has come, and all that came meanwhile, but no more batches than a turn has messages: the continuations
    /// of a handler that yields for ever must not keep the thread for ever.
    /// </summary>
    private void DrainSystem()
    {
        for (var batches = _dispatcher.Throughput; batches > 0 && _system.HasMessage; batches--)
        {
            var next = _system.TakeAll();
            while (next is not null)
            {
                next = SystemQueue.TakeFirst(next, out var message);
                if (_isClosed)
                    _owner.OnSystemAfterEnd(message);
                else
                    _owner.OnSystem(message);
            }
        }
    }

    /// <summary>One turn's worth of messages; true when nothing but its throughput stopped the actor.</summary>
    private bool DrainUser()
    {
        for (var left = _dispatcher.Throughput; left > 0; left--)
        {
            if (_isClosed)
            {
                DrainAfterEnd();
                return false;
            }

            if (_system.HasMessage)
                return true;
            if (_isSuspended || !TryTake(out var envelope))
                return false;
            Volatile.Write(ref _processed, _processed + 1);
            if (_waiting is { Count: > 0 })
                ServeWaiting();
            _owner.OnUser(envelope);
            DrainSystem();
        }

        return HasMore;
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_frontCount == 0)
            return _queue.TryDequeue(out envelope);
        Debug.Assert(_front is not null, "the count is that of the stack");
        envelope = _front.Pop();
        Volatile.Write(ref _frontCount, _front.Count);
        return true;
    }

    private void DrainAfterEnd()
    {
        while (TryTake(out var envelope))
            _owner.OnUserAfterEnd(envelope);
        if (_waiting is { Count: > 0 })
            ServeWaiting();
    }

    private void PostToFull(in Envelope envelope)
    {
        if (_isClosed)
        {
            _owner.OnUserAfterEnd(envelope);
        }
        else if (envelope.Message is PoisonPill)
        {
            if (Interlocked.Exchange(ref _hasPoisonPill, 1) == 0)
                PostForced(envelope.Message, envelope.Sender);
            else
                Drop(envelope);
        }
        else if (_queue is DropOldestQueue queue)
        {
            var isFull = queue.Replace(envelope, out var dropped);
            WakeForUser();
            if (isFull)
                Drop(dropped);
        }
        else
        {
            Drop(envelope);
        }
    }

    private void Drop(in Envelope envelope)
    {
        Interlocked.Increment(ref _dropped);
        _owner.OnDropped(envelope);
    }

    private ValueTask WaitForRoom(Envelope envelope, CancellationToken cancellationToken)
    {
        var waiting = Volatile.Read(ref _waiting)
            ?? Interlocked.CompareExchange(ref _waiting, new WaitingSenders(), null)
            ?? _waiting;
        var sender = new WaitingSender(envelope);
        waiting.Add(sender);
        // The turn may have made room, or the end may have come, before it could see us: look once more.
        Interlocked.MemoryBarrier();
        ServeWaiting();
        if (cancellationToken.CanBeCanceled && !sender.Task.IsCompleted)
        {
            sender.Registration = cancellationToken.UnsafeRegister(
                (_, token) =>
                {
                    if (waiting.Remove(sender))
                        sender.TrySetCanceled(token);
                },
                null);
            if (sender.Task.IsCompleted)
                sender.Registration.Unregister();
        }

        return new ValueTask(sender.Task);
    }

    /// <summary>Lets in whom there is room for. Any thread.</summary>
    private void ServeWaiting()
    {
        if (Volatile.Read(ref _waiting) is not { } waiting)
            return;
        while (waiting.ServeFirst(TryServe) is { } served)
        {
            served.Registration.Unregister();
            served.TrySetResult();
        }

        WakeForUser();
    }

    private bool TryServe(Envelope envelope)
    {
        if (_isClosed)
        {
            _owner.OnUserAfterEnd(envelope);
            return true;
        }

        return _queue.TryEnqueue(envelope.Message, envelope.Sender, forced: false);
    }

    private void WakeForUser()
    {
        if (!_isSuspended)
            Wake();
    }

    private void Wake()
    {
        if (Volatile.Read(ref _scheduled) == 0 && Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
            _dispatcher.Schedule(this, yielded: false);
    }
}
