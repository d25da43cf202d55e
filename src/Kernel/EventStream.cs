using System.Collections.Concurrent;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel;

/// <summary>
/// Tells events to those who subscribed to their class, a base class or an interface of it. Thread-safe. Telling is
/// <see cref="IActorRef.Tell"/>: a subscriber whose mailbox is full loses the event, which is counted. A subscriber
/// that has stopped is forgotten.
/// </summary>
public sealed class EventStream
{
    private readonly Lock _lock = new();

    private volatile Routes _routes = new([]);

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
            var subscriptions = _routes.Subscriptions;
            if (subscriptions.Contains((type, subscriber)))
                return false;
            _routes = new Routes([.. subscriptions, (type, subscriber)]);
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
        foreach (var subscriber in _routes.SubscribersOf(message.GetType()))
        {
            if (subscriber is InternalActorRef { IsTerminated: true })
                Unsubscribe(subscriber);
            else
                subscriber.Tell(message);
        }
    }

    private bool RemoveAll(Predicate<(Type Type, IActorRef Subscriber)> isGone)
    {
        lock (_lock)
        {
            var subscriptions = _routes.Subscriptions;
            var left = Array.FindAll(subscriptions, subscription => !isGone(subscription));
            if (left.Length == subscriptions.Length)
                return false;
            _routes = new Routes(left);
            return true;
        }
    }

    /// <summary>
    /// The subscriptions of a moment, with what was worked out from them. Replaced as a whole, so that a publisher that
    /// is slow cannot leave behind what an older moment's subscriptions say.
    /// </summary>
    private sealed class Routes((Type Type, IActorRef Subscriber)[] subscriptions)
    {
        // By the class of the event; bounded by the number of event classes.
        private readonly ConcurrentDictionary<Type, IActorRef[]> _byClass = new();

        public (Type Type, IActorRef Subscriber)[] Subscriptions { get; } = subscriptions;

        public IActorRef[] SubscribersOf(Type type) =>
            _byClass.TryGetValue(type, out var subscribers) ? subscribers : _byClass.GetOrAdd(type, Find(type));

        private IActorRef[] Find(Type type) =>
            [.. Subscriptions.Where(s => s.Type.IsAssignableFrom(type)).Select(s => s.Subscriber).Distinct()];
    }
}
