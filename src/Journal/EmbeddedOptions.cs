namespace Dachshund.Journal;

/// <summary>The embedded Redis server (<c>redis.embedded</c>).</summary>
public sealed record EmbeddedOptions
{
    /// <summary>
    /// Address to listen at; default loopback. Another one serves the other machines and wants a <see
    /// cref="Password"/>.
    /// </summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 (default) takes a free one and keeps it.</summary>
    public int Port { get; init; }

    /// <summary>Password; empty (default) makes a random one and keeps it in the data directory.</summary>
    public string Password { get; init; } = string.Empty;
}
