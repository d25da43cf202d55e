using System.Runtime.CompilerServices;
using Dachshund.Kernel.Cells;

namespace Dachshund.Kernel;

/// <summary>
/// An actor that registers its handlers in its constructor, or in the method given to <see cref="Become"/>. Handlers
/// are tried in the order of their registration. While an async handler awaits, no other user message is handled; its
/// continuations run on the actor's turn, with Self, Sender and Context as they were.
/// </summary>
public abstract class ReceiveActor : ActorBase
{
    private readonly Stack<MessageHandler[]> _below = new();
    private MessageHandler[] _behavior = [];
    private List<MessageHandler>? _registering = [];

    /// <summary>Registers a handler.</summary>
    /// <typeparam name="T">The class or interface of the messages.</typeparam>
    /// <param name="handler">Handles one.</param>
    protected void Receive<T>(Action<T> handler) => Register(new SyncHandler<T>(null, handler));

    /// <summary>Registers a handler for those that fulfil a condition.</summary>
    /// <typeparam name="T">The class or interface of the messages.</typeparam>
    /// <param name="predicate">The condition.</param>
    /// <param name="handler">Handles one.</param>
    protected void Receive<T>(Predicate<T> predicate, Action<T> handler) =>
        Register(new SyncHandler<T>(predicate, handler));

    /// <summary>Registers a handler that may await.</summary>
    /// <typeparam name="T">The class or interface of the messages.</typeparam>
    /// <param name="handler">Handles one.</param>
    [OverloadResolutionPriority(1)]
    protected void ReceiveAsync<T>(Func<T, ValueTask> handler) => Register(new AsyncHandler<T>(null, handler));

    /// <summary>Registers a handler that may await.</summary>
    /// <typeparam name="T">The class or interface of the messages.</typeparam>
    /// <param name="handler">Handles one.</param>
    protected void ReceiveAsync<T>(Func<T, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Register(new AsyncHandler<T>(null, message => new ValueTask(handler(message))));
    }

    /// <summary>Registers a handler that may await, for those that fulfil a condition.</summary>
    /// <typeparam name="T">The class or interface of the messages.</typeparam>
    /// <param name="predicate">The condition.</param>
    /// <param name="handler">Handles one.</param>
    [OverloadResolutionPriority(1)]
    protected void ReceiveAsync<T>(Predicate<T> predicate, Func<T, ValueTask> handler) =>
        Register(new AsyncHandler<T>(predicate, handler));

    /// <summary>Registers a handler that may await, for those that fulfil a condition.</summary>
    /// <typeparam name="T">The class or interface of the messages.</typeparam>
    /// <param name="predicate">The condition.</param>
    /// <param name="handler">Handles one.</param>
    protected void ReceiveAsync<T>(Predicate<T> predicate, Func<T, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Register(new AsyncHandler<T>(predicate, message => new ValueTask(handler(message))));
    }

    /// <summary>Registers a handler for all that no other took; nothing can be registered after it.</summary>
    /// <param name="handler">Handles one.</param>
    protected void ReceiveAny(Action<object> handler) => Register(new SyncHandler<object>(null, handler));

    /// <summary>
    /// Registers a handler that may await, for all that no other took; nothing can be registered after it.
    /// </summary>
    /// <param name="handler">Handles one.</param>
    [OverloadResolutionPriority(1)]
    protected void ReceiveAnyAsync(Func<object, ValueTask> handler) => ReceiveAsync(handler);

    /// <summary>
    /// Registers a handler that may await, for all that no other took; nothing can be registered after it.
    /// </summary>
    /// <param name="handler">Handles one.</param>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    /// <summary>Replaces the current behaviour. A restart goes back to the constructor's.</summary>
    /// <param name="configure">Registers the new handlers.</param>
    protected void Become(Action configure) => _behavior = Build(configure);

    /// <summary>Puts a behaviour over the current one, which <see cref="UnbecomeStacked"/> brings back.</summary>
    /// <param name="configure">Registers the new handlers.</param>
    protected void BecomeStacked(Action configure)
    {
        var behavior = Build(configure);
        _below.Push(_behavior);
        _behavior = behavior;
    }

    /// <summary>Goes back to the behaviour below; the lowest one stays.</summary>
    protected void UnbecomeStacked()
    {
        if (_below.TryPop(out var behavior))
            _behavior = behavior;
    }

    /// <inheritdoc/>
    protected internal sealed override bool Receive(object message)
    {
        foreach (var handler in _behavior)
        {
            if (handler.TryHandle(Cell, message))
                return true;
        }

        return false;
    }

    /// <summary>Called by the kernel when the constructor is done.</summary>
    internal void EndConstruction()
    {
        if (_registering is not null)
            _behavior = [.. _registering];
        _registering = null;
    }

    private MessageHandler[] Build(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var outer = _registering;
        _registering = [];
        try
        {
            configure();
            return [.. _registering];
        }
        finally
        {
            _registering = outer;
        }
    }

    private void Register(MessageHandler handler)
    {
        if (_registering is null)
            throw new InvalidOperationException("Handlers are registered in the constructor or in Become's method");
        if (_registering is [.., { TakesAll: true }])
            throw new InvalidOperationException("A handler after one that takes all messages would never be reached");
        _registering.Add(handler);
    }
}
