namespace Dachshund.Journal;

/// <summary>How to reach Redis and how much to keep in it. Immutable.</summary>
public sealed record JournalOptions
{
    /// <summary>The value of <see cref="Connection"/> that means the embedded server.</summary>
    public const string EmbeddedConnection = "embedded";

    /// <summary>
    /// <c>host:port</c>, or <c>embedded</c> (default): the server whose endpoint is written in <see
    /// cref="DataDirectory"/>.
    /// </summary>
    public string Connection { get; init; } = EmbeddedConnection;

    /// <summary>Password of an external Redis; empty (default) sends none.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>First part of every key; default <c>dachshund</c>.</summary>
    public string Namespace { get; init; } = "dachshund";

    /// <summary>The consumer group that leases, folded state and notices belong to; default <c>main</c>.</summary>
    public string ConsumerGroup { get; init; } = "main";

    /// <summary>
    /// Number of partitions, 1 to 1,024. 0 (default) takes the stored number, else 16, or 1 on an embedded server.
    /// </summary>
    public int Partitions { get; init; }

    /// <summary>
    /// Entries of one partition that the slowest group may leave unread before appends answer full; default 1,000,000.
    /// </summary>
    public long JournalMaxEntries { get; init; } = 1_000_000;

    /// <summary>
    /// How long entries that all have read are kept; default 24 h, and never more than half the maximum.
    /// </summary>
    public TimeSpan JournalKeep { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a group that commits nothing holds a full partition; default 3 d.</summary>
    public TimeSpan GroupExpiry { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Whether to run on a Redis without an append-only file; default no.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>The embedded server's own options.</summary>
    public EmbeddedOptions Embedded { get; init; } = new();

    /// <summary>The node's data directory; the embedded server lives in its folder <c>redis</c>.</summary>
    public string DataDirectory { get; init; } = "/var/lib/dachshund";

    /// <summary>How long a silent owner keeps a lease; default 5 s.</summary>
    public TimeSpan LeaseTtl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a host may be silent before it is offline (<c>cluster.offline-after</c>); default 20 s.
    /// </summary>
    public TimeSpan OfflineAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one call may go without an answer; default 2 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the first connection may take before it is an error; default 5 s.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether <see cref="Connection"/> means the embedded server.</summary>
    public bool IsEmbedded => string.Equals(Connection, EmbeddedConnection, StringComparison.Ordinal);
}
