namespace Dachshund.NodeHost.Configuration;

/// <summary>The role <c>server</c>: <c>server { }</c>.</summary>
internal sealed record ServerConfiguration
{
    /// <summary>The servers that consume the journal together. Default main.</summary>
    public string ConsumerGroup { get; init; } = "main";
}
