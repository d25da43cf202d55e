namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// The unbounded queue of system messages: a stack that any thread pushes on (R. K. Treiber, "Systems Programming:
/// Coping with
/// Parallelism", 1986) and the turn takes whole and reverses, so the order of each sender is kept.
/// </summary>
internal sealed class SystemQueue
{
    private static readonly SystemMessage s_closed = new Terminate();

    private SystemMessage? _top;

    public bool HasMessage => Volatile.Read(ref _top) is { } top && !ReferenceEquals(top, s_closed);

    /// <summary>Puts a message in and ends with a full fence; false when the queue is closed.</summary>
    public bool TryAdd(SystemMessage message)
    {
        while (true)
        {
            var top = Volatile.Read(ref _top);
            if (ReferenceEquals(top, s_closed))
                return false;
            message.Next = top;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _top, message, top), top))
                return true;
        }
    }

    /// <summary>Takes all, the oldest first. Only while it is open, and only one thread at a time.</summary>
    public SystemMessage? TakeAll() => Reverse(Interlocked.Exchange(ref _top, null));

    /// <summary>Takes all and lets nothing in any more.</summary>
    public SystemMessage? Close() => Reverse(Interlocked.Exchange(ref _top, s_closed));

    /// <summary>Splits the first off a list that was taken; the rest is returned.</summary>
    public static SystemMessage? TakeFirst(SystemMessage list, out SystemMessage first)
    {
        first = list;
        var rest = list.Next;
        first.Next = null;
        return rest;
    }

    private static SystemMessage? Reverse(SystemMessage? stack)
    {
        SystemMessage? list = null;
        while (stack is not null)
        {
            var next = stack.Next;
            stack.Next = list;
            list = stack;
            stack = next;
        }

        return list;
    }
}
