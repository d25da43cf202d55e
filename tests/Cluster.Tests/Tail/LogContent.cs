namespace Dachshund.Cluster.Tests.Tail;

/// <summary>One content of a file: from its first byte until it was truncated or is at rest. What was written to it is known.</summary>
internal sealed class LogContent(ulong inode, string path)
{
    private readonly List<LogLine> _lines = [];

    public ulong Inode { get; } = inode;

    /// <summary>Where it is now; null when no name leads to it, or its bytes are gone.</summary>
    public string? Path { get; set; } = path;

    /// <summary>Its lines that match, in order.</summary>
    public IReadOnlyList<LogLine> Lines => _lines;

    public long Size { get; set; }

    /// <summary>Whether a living node was seen to hold it open.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Why lines of it may be missing without a word, as things are today; null while there is no excuse.</summary>
    public string? Excuse { get; set; }

    /// <summary>From which byte on the excuse holds.</summary>
    public long ExcusedFrom { get; set; }

    public void Add(LogLine line) => _lines.Add(line);

    /// <summary>From now on lines may be missing that begin at a byte or after it.</summary>
    public void ExcuseFrom(long offset, string why)
    {
        if (Excuse is not null && ExcusedFrom <= offset)
            return;
        (Excuse, ExcusedFrom) = (why, offset);
    }

    public override string ToString() => $"inode {Inode}, {Size} bytes, {Path ?? "gone"}{(IsSeen ? "" : ", never seen")}, excuse: {Excuse}";
}

/// <summary>One line that matches.</summary>
/// <param name="Number">No other line has it.</param>
/// <param name="Rule">The one rule that takes it.</param>
/// <param name="Offset">Where it begins in its content, in bytes.</param>
/// <param name="WrittenAt">When, a timestamp.</param>
internal sealed record LogLine(int Number, int Rule, long Offset, long WrittenAt)
{
    /// <summary>How often entries count it, those that say that they may repeat left out.</summary>
    public int Counted { get; set; }

    /// <summary>How often entries count it that say that they may repeat.</summary>
    public int CountedAgain { get; set; }

    /// <summary>The entries that count it, for who looks for the reason.</summary>
    public List<string> By { get; } = [];

    /// <summary>Whether a record of lost bytes covers it.</summary>
    public bool IsNamed { get; set; }
}
