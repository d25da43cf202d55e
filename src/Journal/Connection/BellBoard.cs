using System.Collections.Concurrent;

namespace Dachshund.Journal.Connection;

/// <summary>Who wants to hear which channel, over all connections to come. Thread-safe.</summary>
internal sealed class BellBoard
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<long, Action<string>>> _channels =
        new(StringComparer.Ordinal);
    private long _lastTicket;

    /// <summary>
    /// Adds a listener. The first of a channel says so: the channel must be subscribed by <see cref="SubscribeAsync"/>.
    /// </summary>
    internal (long Ticket, bool IsFirst) Add(string channel, Action<string> listener)
    {
        var ticket = Interlocked.Increment(ref _lastTicket);
        var listeners = new ConcurrentDictionary<long, Action<string>>();
        var stored = _channels.GetOrAdd(channel, listeners);
        stored[ticket] = listener;
        return (ticket, ReferenceEquals(stored, listeners));
    }

    /// <summary>Removes a listener; the channel stays subscribed while it has none left, which costs nothing.</summary>
    internal void Remove(string channel, long ticket)
    {
        if (_channels.TryGetValue(channel, out var listeners))
            listeners.TryRemove(ticket, out _);
    }

    /// <summary>Subscribes one channel on a connection.</summary>
    internal Task SubscribeAsync(OpenLink link, string channel) =>
        link.Multiplexer.GetSubscriber().SubscribeAsync(
            channel, (_, text) => Ring(channel, text.IsNull ? string.Empty : (string)text));

    /// <summary>Subscribes all channels on a new connection.</summary>
    internal Task SubscribeAllAsync(OpenLink link) =>
        Task.WhenAll(_channels.Keys.Select(channel => SubscribeAsync(link, channel)));

    /// <summary>Rings every bell once: what rang while the connection was away was lost.</summary>
    internal void RingAll()
    {
        foreach (var channel in _channels.Keys)
            Ring(channel, string.Empty);
    }

    private void Ring(string channel, string text)
    {
        if (!_channels.TryGetValue(channel, out var listeners))
            return;
        foreach (var listener in listeners.Values)
            listener(text);
    }
}
