using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Who is told that Redis is away: <c>emergency { }</c>.</summary>
internal sealed record EmergencyConfiguration
{
    /// <summary>Names of channels. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>After how long without Redis. Default 2 min.</summary>
    [Range("10s", "1d")]
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(2);
}
