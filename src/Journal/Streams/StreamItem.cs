using Dachshund.Journal.Appends;

namespace Dachshund.Journal.Streams;

/// <summary>One item of a stream.</summary>
/// <param name="Id">Its id, <c>milliseconds-sequence</c>.</param>
/// <param name="Kind">Its kind; <see cref="EntryKind"/> in a journal.</param>
/// <param name="Body">Its body.</param>
public sealed record StreamItem(string Id, string Kind, ReadOnlyMemory<byte> Body)
{
    /// <summary>Bytes of a body that is read: no entry and no notice of ours is longer. A longer one is cut.</summary>
    public const int BytesMax = AppendLimits.BytesMax * 3 / 4;

    /// <summary>Bytes of all bodies after which a read ends.</summary>
    public const int ReadBytesMax = 1024 * 1024;

    /// <summary>How long the body is in the stream, in bytes; more than <see cref="Body"/> holds when it was cut.</summary>
    public long SizeBytes { get; init; } = Body.Length;

    /// <summary>Why it can't be one of ours; null when it may be.</summary>
    public string? Refusal => SizeBytes > BytesMax ? $"{SizeBytes} bytes are beyond the limit of {BytesMax}" : null;

    /// <summary>Whether a read of so many at most had all that there was.</summary>
    /// <param name="items">What was read.</param>
    /// <param name="wanted">How many were wanted.</param>
    public static bool IsAll(IReadOnlyCollection<StreamItem> items, int wanted)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Count < wanted && items.Sum(item => (long)item.Body.Length) < ReadBytesMax;
    }

    /// <summary>The kind of all items of a journal; what they are is said in their body.</summary>
    public const string EntryKind = "e";

    /// <summary>The cursor before the first item.</summary>
    public const string Beginning = "0-0";

    /// <summary>When Redis took the item, Unix ms: the time that folding goes by.</summary>
    public long TimeMs =>
        ulong.TryParse(Id.AsSpan(0, Math.Max(0, Id.IndexOf('-', StringComparison.Ordinal))), out var ms)
            ? (long)Math.Min(ms, (ulong)LatestMs)
            : 0;

    /// <summary>The year 3000: an id beyond it was given by hand, and no calendar should meet it.</summary>
    public const long LatestMs = 32_503_680_000_000;
}
