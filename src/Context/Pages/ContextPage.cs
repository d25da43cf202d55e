using System.Collections.Immutable;

namespace Dachshund.Context.Pages;

/// <summary>What the page around a hit shows. Immutable.</summary>
public sealed record ContextPage
{
    /// <summary>The language of its own words.</summary>
    public required PageLanguage Language { get; init; }

    /// <summary>The node's name.</summary>
    public required string Host { get; init; }

    /// <summary>When the hit was read, in the zone in which it is to be shown.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where the hit begins in its file, in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>The lines in order.</summary>
    public required ImmutableArray<PageLine> Lines { get; init; }

    /// <summary>The name under which the file was found; empty: not shown.</summary>
    public string Path { get; init; } = "";

    /// <summary>What the text was read as, such as <c>UTF-8</c>; empty: not shown.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>Whether the file is gone, and the lines are the sample that was kept with the alert, if
    /// it was.</summary>
    public bool IsSample { get; init; }

    /// <summary>Whether the file has bytes before the first line.</summary>
    public bool HasMoreBefore { get; init; }

    /// <summary>Whether the file has bytes after the last line.</summary>
    public bool HasMoreAfter { get; init; }

    /// <summary>Bytes of the hit's further lines that are left out.</summary>
    public long HitBytesLeftOut { get; init; }
}
