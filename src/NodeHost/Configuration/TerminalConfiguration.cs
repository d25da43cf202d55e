using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The terminal that the node was started on: <c>type = terminal</c>.</summary>
internal sealed record TerminalConfiguration : ChannelConfiguration
{
    /// <summary>Matching lines shown of one message. Default 20.</summary>
    [Range("1", "1000")]
    public int Lines { get; init; } = 20;

    /// <summary>Overrides <c>alerting.group-interval</c> for this channel. Default: not set.</summary>
    [Range("0s", "1d")]
    public TimeSpan? GroupInterval { get; init; }
}
