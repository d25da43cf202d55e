using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The Redis that all nodes share: <c>redis { }</c>.</summary>
internal sealed record RedisConfiguration
{
    /// <summary>The value of <see cref="Connection"/> for a private Redis that the node starts.</summary>
    public const string EmbeddedConnection = "embedded";

    /// <summary><c>host:port</c>, or <c>embedded</c>: a private one on this machine. Default embedded.</summary>
    public string Connection { get; init; } = EmbeddedConnection;

    /// <summary>The password of an external Redis. A secret. Default empty: none.</summary>
    [Secret]
    public string Password { get; init; } = "";

    /// <summary>The embedded Redis.</summary>
    public EmbeddedRedisConfiguration Embedded { get; init; } = new();

    /// <summary>What every key begins with; several clusters may share a Redis. Default dachshund.</summary>
    public string Namespace { get; init; } = "dachshund";

    /// <summary>Parts of the journal, 1 to 1024; 0 is auto: 16 for an external Redis, 1 for an embedded one. Default auto.</summary>
    [Word("auto", 0), Range("1", "1024")]
    public int Partitions { get; init; }

    /// <summary>Entries of one partition that the slowest consumer group may leave unread. Default 1,000,000.</summary>
    [Range("1000", "1000000000")]
    public long JournalMaxEntries { get; init; } = 1_000_000;

    /// <summary>How long entries that everyone has read are kept for <c>why</c> and the context page. Default 24 h.</summary>
    [Range("0s", "365d")]
    public TimeSpan JournalKeep { get; init; } = TimeSpan.FromHours(24);

    /// <summary>After how long without a commit a consumer group loses its hold on a full journal. Default 3 d.</summary>
    [Range("1m", "365d")]
    public TimeSpan GroupExpiry { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Whether a Redis that does not write to disk is warned about only, not refused. Default false.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>Whether the node starts its own Redis.</summary>
    public bool IsEmbedded => Connection == EmbeddedConnection;

    /// <summary>The type's name alone: a record's own would print the password.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => nameof(RedisConfiguration);
}
