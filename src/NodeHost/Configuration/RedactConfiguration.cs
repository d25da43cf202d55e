using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>What is taken out of the log's text before it leaves the node: <c>redact { }</c>.</summary>
internal sealed record RedactConfiguration
{
    /// <summary>Ready sets: <c>secrets</c>, <c>cards</c>, <c>chinese-ids</c>. Default secrets.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Sets { get; init; } = ["secrets"];

    /// <summary>Regular expressions of one's own. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Patterns { get; init; } = [];
}
