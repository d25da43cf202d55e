using System.Globalization;
using Dachshund.Journal.Streams;

namespace Dachshund.Actors.Cluster;

/// <summary>Compares stream ids (<c>milliseconds-sequence</c>) by their numbers.</summary>
internal static class StreamPosition
{
    /// <summary>Less than zero when the first comes first, zero when they are the same.</summary>
    public static int Compare(string one, string other)
    {
        var (oneMs, oneSequence) = Parse(one);
        var (otherMs, otherSequence) = Parse(other);
        return oneMs != otherMs ? oneMs.CompareTo(otherMs) : oneSequence.CompareTo(otherSequence);
    }

    /// <summary>When Redis gave an id, Unix ms.</summary>
    public static long TimeMs(string id) => (long)Math.Min(Parse(id).Ms, (ulong)StreamItem.LatestMs);

    private static (ulong Ms, ulong Sequence) Parse(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return (
            ulong.Parse(id.AsSpan(0, dash), CultureInfo.InvariantCulture),
            ulong.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }
}
