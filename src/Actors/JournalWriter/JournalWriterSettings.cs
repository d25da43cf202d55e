using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;

namespace Dachshund.Actors.JournalWriter;

/// <summary>What the writer works with.</summary>
internal sealed record JournalWriterSettings
{
    public required ServerContext Server { get; init; }

    /// <summary>Where the acknowledged positions are kept for a start that finds Redis emptied.</summary>
    public required PositionsFile Positions { get; init; }

    /// <summary>How many files one call takes at most (default 128).</summary>
    public int FilesPerCallMax { get; init; } = 128;
}
