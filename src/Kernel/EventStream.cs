using System.Collections.Concurrent;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel;

/// <summary>
/// Tells events to those who subscribed to their class, a base class or an interface of it. Thread-safe. Telling is
/// <see cref="IActorRef.Tell"/>: a subscriber whose mailbox is full loses the event, which is counted. A subscriber that has
/// stopped is forgotten.
/// </summary>
public sealed class EventStream
{
    private readonly Lock _lock = new();

    // By the class of the event; made anew after each change. Bounded by the number of event classes.
    private readonly ConcurrentDictionary<Type, IActorRef[]> _routes = new();
    private (Type Type, IActorRef Subscriber)[] _subscriptions = [];

    internal EventStream()
    {
    }

    /// <summary>Subscribes an actor.</summary>
    /// <param name="subscriber">Who is told.</param>
    /// <param name="type">The class or interface of the events.</param>
    /// <returns>False when it was subscribed already.</returns>
    public bool Subscribe(IActorRef subscriber, Type type)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(type);
        lock (_lock)
        {
            if (_subscriptions.Contains((type, subscriber)))
                return false;
            Replace([.. _subscriptions, (type, subscriber)]);
            return true;
        }
    }

    /// <summary>Ends one subscription.</summary>
    /// <param name="subscriber">Who is not told any more.</param>
    /// <param name="type">The class or interface it was subscribed to.</param>
    /// <returns>False when there was none.</returns>
    public bool Unsubscribe(IActorRef subscriber, Type type) =>
        RemoveAll(subscription => subscription.Subscriber == subscriber && subscription.Type == type);

    /// <summary>Ends all subscriptions of an actor.</summary>
    /// <param name="subscriber">Who is not told any more.</param>
    /// <returns>False when there was none.</returns>
    public bool Unsubscribe(IActorRef subscriber) => RemoveAll(subscription => subscription.Subscriber == subscriber);

    /// <summary>Tells an event.</summary>
    /// <param name="message">The event.</param>
    public void Publish(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var subscriber in _routes.GetOrAdd(message.GetType(), FindSubscribers))
        {
            if (subscriber is InternalActorRef { IsTerminated: true })
                Unsubscribe(subscriber);
            else
                subscriber.Tell(message);
        }
    }

    private IActorRef[] FindSubscribers(Type type)
    {
        var subscriptions = Volatile.Read(ref _subscriptions);
        return [.. subscriptions.Where(s => s.Type.IsAssignableFrom(type)).Select(s => s.Subscriber).Distinct()];
    }

    private bool RemoveAll(Predicate<(Type Type, IActorRef Subscriber)> isGone)
    {
        lock (_lock)
        {
            var left = Array.FindAll(_subscriptions, subscription => !isGone(subscription));
            if (left.Length == _subscriptions.Length)
                return false;
            Replace(left);
            return true;
        }
    }

    private void Replace((Type Type, IActorRef Subscriber)[] subscriptions)
    {
        Volatile.Write(ref _subscriptions, subscriptions);
        _routes.Clear();
    }
}
