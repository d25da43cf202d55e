namespace Dachshund.Tailing;

/// <summary>How files are read. Immutable.</summary>
public sealed record TailOptions
{
    /// <summary>The smallest <see cref="ChunkBytes"/>: a head and the bytes before an offset fit in one read.</summary>
    public const int ChunkBytesMin = 4096;

    /// <summary>Bytes read at once, and so the most a chunk holds unless one line is longer. Default 512 KiB, at least
    /// 4 KiB. A log on fire costs an entry a problem and chunk; a quiet one is read in pieces as small as it grows
    /// by.</summary>
    public int ChunkBytes { get; init; } = 512 * 1024;

    /// <summary>Bytes of a line, its newline not counted, that are handed on; what is beyond is passed over. Default 1
    /// MiB, at least 1.</summary>
    public int LineBytesMax { get; init; } = 1024 * 1024;

    /// <summary>How often the caller looks at the files when nothing hints at a change. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of a file's head that are hashed at most. Default 1024, from 16 to 4096.</summary>
    public int HeadBytesMax { get; init; } = 1024;

    /// <summary>Bytes that one call passes over at most while it looks for the end of a long line. Default 64 MiB, at
    /// least 4 KiB.</summary>
    public int ScanBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkBytes, ChunkBytesMin);
        ArgumentOutOfRangeException.ThrowIfLessThan(LineBytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HeadBytesMax, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HeadBytesMax, ChunkBytesMin);
        ArgumentOutOfRangeException.ThrowIfLessThan(ScanBytesMax, ChunkBytesMin);
    }
}
