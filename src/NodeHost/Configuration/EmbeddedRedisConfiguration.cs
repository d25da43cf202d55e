using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The Redis that a node starts for itself: <c>redis.embedded { }</c>.</summary>
internal sealed record EmbeddedRedisConfiguration
{
    /// <summary>The address it listens on; another than loopback serves other machines too. Default 127.0.0.1.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>Its port; 0 is any free one. Default 0.</summary>
    [Range("0", "65535")]
    public int Port { get; init; }

    /// <summary>Its password. A secret. Default empty: a random one of its own.</summary>
    [Secret]
    public string Password { get; init; } = "";

    /// <summary>The type's name alone: a record's own would print the password.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => nameof(EmbeddedRedisConfiguration);
}
