using System.Globalization;
using System.Text;

namespace Dachshund.Journal;

/// <summary>The names of all keys and channels in Redis. Immutable and thread-safe.</summary>
public sealed class JournalKeys
{
    private readonly string _root;
    private readonly string _group;

    /// <summary>Makes the names of one namespace and consumer group.</summary>
    /// <param name="root"><c>redis.namespace</c>: first part of every key.</param>
    /// <param name="consumerGroup"><c>server.consumer-group</c>.</param>
    /// <exception cref="JournalException">One of them isn't a name.</exception>
    public JournalKeys(string root, string consumerGroup)
    {
        RequireName(root, "redis.namespace");
        RequireName(consumerGroup, "server.consumer-group");
        (_root, _group, ConsumerGroup) = (root, $"{root}:g:{consumerGroup}", consumerGroup);
    }

    /// <summary>The consumer group whose keys these are.</summary>
    public string ConsumerGroup { get; }

    /// <summary>What every key begins with, colon included.</summary>
    public string Prefix => _root + ":";

    /// <summary>Hash: schema version, number of partitions, id of the data set.</summary>
    public string Meta => $"{_root}:meta";

    /// <summary>Stream: notices from shards to the router.</summary>
    public string Notices => $"{_group}:notices";

    /// <summary>Stream: what people, consoles and senders tell the router.</summary>
    public string Inbox => $"{_group}:inbox";

    /// <summary>Stream: what could not be folded.</summary>
    public string Dead => $"{_group}:dead";

    /// <summary>Hash: the router's cursors, by stream.</summary>
    public string RouterCursors => Router("cursors");

    /// <summary>Sorted set: the consumer group's servers, <c>host:incarnation</c>, by their last sign.</summary>
    public string Servers => $"{_group}:servers";

    /// <summary>Sorted set: nodes that speak first when Redis is away, <c>host:incarnation</c>, by their last sign.</summary>
    public string Volunteers => $"{_root}:volunteers";

    /// <summary>Hash: the public keys that links are signed with, a statement for each key's id.</summary>
    public string LinkKeys => $"{_root}:link-keys";

    /// <summary>Hash: the samples that were sent, by the place that their links name.</summary>
    public string Samples => $"{_root}:samples";

    /// <summary>Sorted set: when each of the samples goes.</summary>
    public string SamplesDue => $"{_root}:samples-due";

    /// <summary>The lease of the alert router.</summary>
    public static string RouterLease => "alert-router";

    /// <summary>The lease of the daily report.</summary>
    public static string ReportLease => "daily-report";

    internal string SessionPrefix => $"{_root}:session:";

    internal string PresencePrefix => $"{_root}:presence:";

    /// <summary>The lease of a partition's shard.</summary>
    /// <param name="partition">The partition.</param>
    public static string ShardLease(int partition) => $"shard-{Text(partition)}";

    /// <summary>Hash: what a host's process says of itself.</summary>
    /// <param name="host">Name of the host.</param>
    public string Session(string host) => SessionPrefix + host;

    /// <summary>Stream: a partition's entries.</summary>
    /// <param name="partition">The partition.</param>
    public string Journal(int partition) => $"{_root}:{Text(partition)}:journal";

    /// <summary>Hash: how far each file of a host was appended.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    public string Checkpoints(int partition, string host) => $"{_root}:{Text(partition)}:ckpt:{host}";

    /// <summary>Sorted set: the check-ins of a host's tasks that are in the journal, by when they came.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    public string CheckIns(int partition, string host) => $"{_root}:{Text(partition)}:checkins:{host}";

    /// <summary>Sorted set: the last beat of each host, on the partition's clock.</summary>
    /// <param name="partition">The partition.</param>
    public string Beats(int partition) => $"{_root}:{Text(partition)}:beats";

    /// <summary>Hash: since when each host beats without a gap, on the partition's clock.</summary>
    /// <param name="partition">The partition.</param>
    public string Since(int partition) => $"{_root}:{Text(partition)}:since";

    /// <summary>Hash: the partition's own clock.</summary>
    /// <param name="partition">The partition.</param>
    public string Clock(int partition) => $"{_root}:{Text(partition)}:clock";

    /// <summary>Hash: each consumer group's cursor in a partition's journal.</summary>
    /// <param name="partition">The partition.</param>
    public string Cursors(int partition) => $"{_root}:{Text(partition)}:cursors";

    /// <summary>Hash: who owns a lease.</summary>
    /// <param name="name">Name of the lease.</param>
    public string Lease(string name) => $"{_group}:lease:{name}";

    /// <summary>A key of what a shard folded.</summary>
    /// <param name="partition">The shard's partition.</param>
    /// <param name="what">What it holds.</param>
    public string Shard(int partition, string what) => $"{_group}:shard-{Text(partition)}:{what}";

    /// <summary>A key of the router's state.</summary>
    /// <param name="what">What it holds.</param>
    public string Router(string what) => $"{_group}:router:{what}";

    /// <summary>String: the server that says something for all, <c>host:incarnation</c>; it expires.</summary>
    /// <param name="what">What is said.</param>
    public string Claim(string what) => $"{_group}:claim:{what}";

    /// <summary>A key of the daily report's state.</summary>
    /// <param name="what">What it holds.</param>
    public string Report(string what) => $"{_group}:report:{what}";

    /// <summary>Hash: the messages that one robot took lately, for all groups.</summary>
    /// <param name="tokenHash">Hash of the robot's token.</param>
    public string Budget(string tokenHash) => $"{_root}:budget:{tokenHash}";

    /// <summary>Channel: a doorbell.</summary>
    /// <param name="name">Name of the bell.</param>
    public string Bell(string name) => $"{_root}:bell:{name}";

    /// <summary>The bell that rings when a partition's journal grows.</summary>
    /// <param name="partition">The partition.</param>
    public static string JournalBell(int partition) => $"journal-{Text(partition)}";

    /// <summary>The bell that rings when a lease is released.</summary>
    /// <param name="lease">Name of the lease.</param>
    public string LeaseBell(string lease) => $"lease-{ConsumerGroup}-{lease}";

    /// <summary>Channel: subscribed to by a process for as long as it lives.</summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="incarnation">The process.</param>
    public string Presence(string host, string incarnation) => $"{PresencePrefix}{host}:{incarnation}";

    /// <summary>Channel: questions to a host's process.</summary>
    /// <param name="host">Name of the host.</param>
    public string Ask(string host) => $"{_root}:ask:{host}";

    internal string Answer(string question) => $"{_root}:answer:{question}";

    /// <summary>
    /// The partition of a host: CRC16 (XMODEM, the one of Redis Cluster) of its name, modulo the number of partitions.
    /// </summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="partitions">Number of partitions, 1 or more.</param>
    public static int PartitionOf(string host, int partitions)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        var crc = 0;
        foreach (var octet in Encoding.UTF8.GetBytes(host))
        {
            crc ^= octet << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
        }

        return crc % partitions;
    }

    /// <summary>Whether a text is a name: 1 to 64 of <c>a-z 0-9 . _ -</c>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string? text) =>
        text is { Length: >= 1 and <= 64 }
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    internal static void RequireName(string? text, string what)
    {
        if (!IsName(text))
            throw new JournalException(
                JournalFault.Option, $"{what} is '{text}', which is not 1 to 64 of a-z 0-9 . _ -");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
