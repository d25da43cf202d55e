using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>How files are read: <c>tailing { }</c>.</summary>
internal sealed record TailingConfiguration
{
    /// <summary>Chunks of one file between reading and journal. Default 8.</summary>
    [Range("1", "1024")]
    public int InFlightChunks { get; init; } = 8;

    /// <summary>Bytes of a line that are looked at. Default 1 MiB.</summary>
    [ByteSize, Range("1K", "64M")]
    public int MaxLine { get; init; } = 1024 * 1024;

    /// <summary>How often files are looked at when nothing hints at a change. Default 1 s.</summary>
    [Range("100ms", "10m")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
}
