using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The page around a hit: <c>context-web { }</c>.</summary>
internal sealed record ContextWebConfiguration
{
    /// <summary>Its port; 0 is none. Default 4406.</summary>
    [Range("0", "65535")]
    public int Port { get; init; } = 4406;

    /// <summary>The address it listens on, or <c>auto</c>: that of the node. Default auto.</summary>
    public string Bind { get; init; } = "auto";

    /// <summary>How long a link works. Default 24 h.</summary>
    [Range("1m", "365d")]
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Bytes shown before and after the hit. Default 4 KiB.</summary>
    [ByteSize, Range("256", "64K")]
    public int BytesAround { get; init; } = 4096;

    /// <summary>Where the keys of links are trusted from. Default redis.</summary>
    public LinkTrust Trust { get; init; } = LinkTrust.Redis;

    /// <summary>A PEM file with the certificate for HTTPS, those that vouch for it after it. Default empty: HTTP.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>A PEM file with the certificate's private key. Default empty: it is in the certificate's file.</summary>
    public string CertificateKey { get; init; } = "";

    /// <summary>The token of pings of tasks, 16 characters at least. Default empty: no pings.</summary>
    [Secret]
    public string PingToken { get; init; } = "";

    /// <summary>Whether the page speaks HTTPS.</summary>
    public bool HasCertificate => Certificate.Length > 0;
}
