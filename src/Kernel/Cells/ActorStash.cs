using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Cells;

/// <summary>The stash of one actor; of its turn.</summary>
internal sealed class ActorStash : IStash
{
    private readonly ActorCell _cell;
    private readonly List<Envelope> _messages = [];

    // The number of the message that was stashed last.
    private long _lastStashed = -1;

    public ActorStash(ActorCell cell)
    {
        _cell = cell;
    }

    public int Count => _messages.Count;

    public void Stash()
    {
        var current = _cell.Current;
        var number = _cell.Mailbox.Processed;
        if (current.Message is null)
            throw new InvalidOperationException($"{_cell.Self.Path} has no message to stash");
        if (number == _lastStashed)
            throw new InvalidOperationException($"{_cell.Self.Path} has stashed this {current.Message.GetType().Name} already");
        var capacity = _cell.Mailbox.Options.StashCapacity;
        if (_messages.Count >= capacity)
            throw new StashOverflowException($"{_cell.Self.Path} has {capacity} messages in its stash, which is full");
        _lastStashed = number;
        _messages.Add(current);
    }

    public void UnstashAll()
    {
        if (_messages.Count == 0)
            return;
        foreach (var envelope in _messages)
        {
            if (envelope.Message is Terminated terminated)
                _cell.AwaitDeathOf(terminated.Actor);
        }

        _cell.Mailbox.Prepend(_messages);
        _messages.Clear();
    }

    /// <summary>
    /// The current message failed: it is dropped even if it was stashed first, or it would fail for ever.
    /// </summary>
    public void DropCurrent()
    {
        if (_messages.Count > 0 && _lastStashed == _cell.Mailbox.Processed)
            _messages.RemoveAt(_messages.Count - 1);
    }
}
