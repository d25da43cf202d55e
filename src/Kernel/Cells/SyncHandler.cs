namespace Dachshund.Kernel.Cells;

internal sealed class SyncHandler<T> : MessageHandler
{
    private readonly Predicate<T>? _predicate;
    private readonly Action<T> _handler;

    public SyncHandler(Predicate<T>? predicate, Action<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _predicate = predicate;
        _handler = handler;
    }

    public override bool TakesAll => typeof(T) == typeof(object) && _predicate is null;

    public override bool TryHandle(ActorCell cell, object message)
    {
        if (message is not T typed || (_predicate is not null && !_predicate(typed)))
            return false;
        _handler(typed);
        return true;
    }
}
