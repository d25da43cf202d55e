using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The web console: <c>console { }</c>.</summary>
internal sealed record ConsoleConfiguration
{
    /// <summary>Its port; 0 is none. Default 4400.</summary>
    [Range("0", "65535")]
    public int Port { get; init; } = 4400;

    /// <summary>The address it listens on. Default 127.0.0.1.</summary>
    public string Bind { get; init; } = "127.0.0.1";
}
