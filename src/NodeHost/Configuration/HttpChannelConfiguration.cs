using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>What all channels have that call a service over HTTP.</summary>
internal abstract record HttpChannelConfiguration : ChannelConfiguration
{
    /// <summary>Goes in place of the service's own scheme, host and port. Default empty: the service's own.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>A proxy's URL (http, https, socks4, socks4a, socks5), or <c>none</c>. Default empty: the environment's.</summary>
    [Secret]
    public string Proxy { get; init; } = "";

    /// <summary>How long one call may take. Default 10 s.</summary>
    [Range("100ms", "5m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
