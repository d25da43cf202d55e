namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// A lock-free bounded queue of many producers and one consumer that starts small. The ring follows D. Vyukov's bounded
/// queue (1024cores.net): a producer reserves a position with one compare-and-swap and publishes by writing the slot;
/// as there is one consumer only, an empty slot (null) takes the place of his sequence numbers. A ring that is too
/// small for the capacity is frozen and followed by one of twice the size, as .NET's ConcurrentQueue does with its
/// segments; any producer may finish the step that another has begun. Positions count on over all rings, so tail minus
/// head is the length.
/// </summary>
/// <remarks>
/// Rejected: Channel (a lock per operation), ConcurrentQueue with a counter (two more interlocked operations a message
/// and 1.2 KB an actor), one array of full capacity (16 KB an actor that mostly has one message waiting).
/// </remarks>
internal sealed class BoundedRing : UserQueue
{
    private const int FirstLength = 8;

    // The sign of Tail: this ring takes no more.
    private const long Frozen = long.MinValue;

    private readonly int _capacity;

    // Written by the consumer, read by all: the position of the oldest message not yet taken.
    private long _head;

    // The consumer's; a ring behind the producers' while it drains.
    private Ring _headRing;

    // The producers'.
    private Ring _tailRing;

    public BoundedRing(int capacity)
    {
        _capacity = capacity;
        _headRing = _tailRing = new Ring(0, FirstLength);
    }

    public override int Count
    {
        get
        {
            var head = Volatile.Read(ref _head);
            var tail = Volatile.Read(ref Volatile.Read(ref _tailRing).Tail) & long.MaxValue;
            return (int)Math.Max(0, tail - head);
        }
    }

    public override bool HasMessage
    {
        get
        {
            var ring = Volatile.Read(ref _headRing);
            var head = Volatile.Read(ref _head);
            if (Volatile.Read(ref ring.SlotAt(head).Message) is not null)
                return true;
            return Volatile.Read(ref ring.Tail) == (head | Frozen)
                && Volatile.Read(ref ring.Next) is { } next
                && Volatile.Read(ref next.SlotAt(head).Message) is not null;
        }
    }

    // Hot path: no allocation but for growth, which ends at the capacity.
    public override bool TryEnqueue(object message, IActorRef? sender, bool forced)
    {
        while (true)
        {
            var ring = Volatile.Read(ref _tailRing);
            var tail = Volatile.Read(ref ring.Tail);
            if (tail < 0)
            {
                Follow(ring, tail & long.MaxValue);
                continue;
            }

            if (tail >= Volatile.Read(ref ring.Limit))
            {
                var room = MakeRoom(ring, tail, forced);
                if (room == Room.None)
                    return false;
                if (room == Room.Elsewhere)
                    continue;
            }

            if (Interlocked.CompareExchange(ref ring.Tail, tail + 1, tail) != tail)
                continue;
            ref var slot = ref ring.SlotAt(tail);
            slot.Sender = sender;
            // Publishes, and is the full fence that the mailbox needs before it looks whether the actor sleeps.
            Interlocked.Exchange(ref slot.Message, message);
            return true;
        }
    }

    // Hot path: no interlocked operation.
    public override bool TryDequeue(out Envelope envelope)
    {
        var ring = _headRing;
        var head = _head;
        while (true)
        {
            ref var slot = ref ring.SlotAt(head);
            var message = Volatile.Read(ref slot.Message);
            if (message is not null)
            {
                envelope = new Envelope(message, slot.Sender);
                slot.Sender = null;
                slot.Message = null;
                Volatile.Write(ref _head, head + 1);
                return true;
            }

            // Nothing here: the queue is empty, or its oldest message is reserved but not published (its producer wakes
            // the actor when it is), or the frozen ring is drained.
            if (Volatile.Read(ref ring.Tail) != (head | Frozen) || Volatile.Read(ref ring.Next) is not { } next)
            {
                envelope = default;
                return false;
            }

            ring = next;
            Volatile.Write(ref _headRing, next);
        }
    }

    /// <summary>
    /// Slow path of a producer that has reached the limit it knew. The limit may be written by several at once, from
    /// heads read at different times; each value is safe, since the head only grows, so the last one may win.
    /// </summary>
    private Room MakeRoom(Ring ring, long tail, bool forced)
    {
        var head = Volatile.Read(ref _head);
        if (!forced && tail - head >= _capacity)
            return Room.None;
        var end = Math.Max(head, ring.Start) + ring.Length;
        if (tail >= end)
        {
            if (Interlocked.CompareExchange(ref ring.Tail, tail | Frozen, tail) == tail)
                Follow(ring, tail);
            return Room.Elsewhere;
        }

        Volatile.Write(ref ring.Limit, Math.Min(end, head + _capacity));
        return Room.Here;
    }

    /// <summary>Gives a frozen ring its successor, or helps another to do so.</summary>
    private void Follow(Ring ring, long start)
    {
        if (Volatile.Read(ref ring.Next) is null)
            Interlocked.CompareExchange(ref ring.Next, new Ring(start, ring.Length * 2), null);
        if (Volatile.Read(ref ring.Next) is { } next)
            Interlocked.CompareExchange(ref _tailRing, next, ring);
    }

    private enum Room
    {
        None,
        Here,
        Elsewhere,
    }

    private struct Slot
    {
        public object? Message;
        public IActorRef? Sender;
    }

    private sealed class Ring(long start, int length)
    {
        // The next position to reserve; negative once frozen.
        public long Tail = start;

        // Positions below may be reserved without looking at the head.
        public long Limit = start;

        public Ring? Next;

        private readonly Slot[] _slots = new Slot[length];

        public long Start { get; } = start;

        public int Length => _slots.Length;

        // The length is a power of two.
        public ref Slot SlotAt(long position) => ref _slots[(int)position & (_slots.Length - 1)];
    }
}
