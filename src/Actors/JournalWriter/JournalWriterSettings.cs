using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.Matcher;

namespace Dachshund.Actors.JournalWriter;

/// <summary>What the writer works with.</summary>
internal sealed record JournalWriterSettings
{
    public required ServerContext Server { get; init; }

    /// <summary>Where the acknowledged positions are kept for a start that finds Redis emptied.</summary>
    public required PositionsFile Positions { get; init; }

    /// <summary>Makes records of bytes that are lost.</summary>
    public required EntryEncoder Encoder { get; init; }

    /// <summary>Where the writer shows what it waits for.</summary>
    public required TailingBoard Board { get; init; }

    /// <summary>What outlives a crash of the writer.</summary>
    public WriterMemory Memory { get; } = new();

    /// <summary>How many files one call takes at most (default 128).</summary>
    public int FilesPerCallMax { get; init; } = 128;
}
