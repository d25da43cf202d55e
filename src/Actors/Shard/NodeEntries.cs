using Dachshund.Journal.Entries;

namespace Dachshund.Actors.Shard;

/// <summary>What nodes, and people for them, append to the journal of the node's partition: it starts, stops, is gone for good.</summary>
public static class NodeEntries
{
    /// <summary>The node starts.</summary>
    public const string Hello = "hello";

    /// <summary>The node stops, and means it.</summary>
    public const string Bye = "bye";

    /// <summary>Somebody says that the node won't come back.</summary>
    public const string Forget = "forget";

    /// <summary>The entry, encoded.</summary>
    /// <param name="kind">One of the constants.</param>
    /// <param name="host">The node's name.</param>
    /// <param name="time">When.</param>
    public static ReadOnlyMemory<byte> Encode(string kind, string host, DateTimeOffset time)
    {
        var at = time.ToUnixTimeMilliseconds();
        return JournalEntryCodec.Encode(new JournalEntry { Kind = kind, Host = host, Count = 1, FirstTime = at, LastTime = at });
    }
}
