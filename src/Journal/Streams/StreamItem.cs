namespace Dachshund.Journal.Streams;

/// <summary>One item of a stream.</summary>
/// <param name="Id">Its id, <c>milliseconds-sequence</c>.</param>
/// <param name="Kind">Its kind; <see cref="EntryKind"/> in a journal.</param>
/// <param name="Body">Its body.</param>
public sealed record StreamItem(string Id, string Kind, ReadOnlyMemory<byte> Body)
{
    /// <summary>The kind of all items of a journal; what they are is said in their body.</summary>
    public const string EntryKind = "e";

    /// <summary>The cursor before the first item.</summary>
    public const string Beginning = "0-0";

    /// <summary>When Redis took the item, Unix ms: the time that folding goes by.</summary>
    public long TimeMs =>
        long.TryParse(Id.AsSpan(0, Math.Max(0, Id.IndexOf('-', StringComparison.Ordinal))), out var ms) ? ms : 0;
}
