using Dachshund.Context.Keys;

namespace Dachshund.Actors.LinkKeys;

/// <summary>The keys of links on this node.</summary>
public sealed record LinkKeysSettings
{
    /// <summary>The folder of the private keys of a server; null (default) on a node that signs nothing.</summary>
    public string? KeyFolder { get; init; }

    /// <summary>The keys that the node's page believes; null (default) on a node without a page.</summary>
    public TrustedKeys? Trusted { get; init; }

    /// <summary>How long a link opens; default 24 h.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(24);
}
