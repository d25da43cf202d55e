namespace Dachshund.Kernel.Cells;

internal sealed class AsyncHandler<T> : MessageHandler
{
    private readonly Predicate<T>? _predicate;
    private readonly Func<T, ValueTask> _handler;

    public AsyncHandler(Predicate<T>? predicate, Func<T, ValueTask> handler)
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
        cell.RunAsync(_handler, typed);
        return true;
    }
}
