namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// The queue of a mailbox that drops its oldest message. Producers take out too, so it has a lock; and as messages that
/// must not be lost may be the oldest, it is a list.
/// </summary>
internal sealed class DropOldestQueue : UserQueue
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Envelope> _messages = [];
    private readonly int _capacity;

    public DropOldestQueue(int capacity)
    {
        _capacity = capacity;
    }

    public override int Count
    {
        get
        {
            lock (_lock)
                return _messages.Count;
        }
    }

    public override bool HasMessage => Count > 0;

    public override bool TryEnqueue(object message, IActorRef? sender, bool forced)
    {
        lock (_lock)
        {
            if (!forced && _messages.Count >= _capacity)
                return false;
            _messages.AddLast(new Envelope(message, sender));
        }

        Interlocked.MemoryBarrier();
        return true;
    }

    public override bool TryDequeue(out Envelope envelope)
    {
        lock (_lock)
        {
            if (_messages.First is not { } first)
            {
                envelope = default;
                return false;
            }

            envelope = first.Value;
            _messages.RemoveFirst();
            return true;
        }
    }

    /// <summary>Puts a message in and, where that is one too many, takes out the oldest that may be lost.</summary>
    public bool Replace(in Envelope envelope, out Envelope dropped)
    {
        dropped = default;
        lock (_lock)
        {
            _messages.AddLast(envelope);
            if (_messages.Count <= _capacity)
                return false;
            var oldest = _messages.First;
            while (oldest is { Value.Message: IAutoReceived and not Kill })
                oldest = oldest.Next;
            if (oldest is null)
                return false;
            dropped = oldest.Value;
            _messages.Remove(oldest);
        }

        return true;
    }
}
