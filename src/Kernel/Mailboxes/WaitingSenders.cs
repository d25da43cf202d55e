namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// Those who wait for room in one mailbox, in their order. Thread-safe. Bounded by what waits: an actor waits in one
/// TellAsync at a time.
/// </summary>
internal sealed class WaitingSenders
{
    private readonly Lock _lock = new();
    private readonly LinkedList<WaitingSender> _senders = [];
    private volatile int _count;

    public int Count => _count;

    public void Add(WaitingSender sender)
    {
        lock (_lock)
        {
            _senders.AddLast(sender);
            _count++;
        }
    }

    /// <summary>Takes a sender out that gave up; false when it had been served already.</summary>
    public bool Remove(WaitingSender sender)
    {
        lock (_lock)
        {
            if (!_senders.Remove(sender))
                return false;
            _count--;
            return true;
        }
    }

    /// <summary>
    /// Takes the first out if its message goes in. One at a time holds the lock from the attempt to the removal, so two
    /// callers cannot swap the order of two messages.
    /// </summary>
    public WaitingSender? ServeFirst(Func<Envelope, bool> tryEnqueue)
    {
        lock (_lock)
        {
            if (_senders.First is not { } first || !tryEnqueue(first.Value.Envelope))
                return null;
            _senders.RemoveFirst();
            _count--;
            return first.Value;
        }
    }
}
