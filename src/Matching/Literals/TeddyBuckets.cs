using System.Collections.Immutable;
using System.Text;

namespace Dachshund.Matching.Literals;

/// <summary>
/// Literals dealt into the eight buckets of a packed search: the two whose union passes the least more are put together,
/// until eight are left.
/// </summary>
internal sealed class TeddyBuckets
{
    /// <summary>Buckets: bits of a byte.</summary>
    public const int CountMax = 8;

    /// <summary>The most literals dealt: with more, eight buckets let pass too much, and dealing takes long.</summary>
    public const int LiteralsMax = 64;

    // A candidate costs about as much as the fourth byte does for this many bytes of text.
    private const double NarrowCandidatesPerByteMax = 0.0002;

    private TeddyBuckets(ImmutableArray<Bucket> all, bool narrow)
    {
        All = all;
        IsNarrow = narrow;
        CandidatesPerByte = all.Sum(bucket => bucket.Masks.Probability);
    }

    public ImmutableArray<Bucket> All { get; }

    /// <summary>Whether <see cref="NarrowShape"/> will do.</summary>
    public bool IsNarrow { get; }

    /// <summary>Estimate of how often a position of a log without a hit has to be verified.</summary>
    public double CandidatesPerByte { get; }

    /// <summary>Deals into narrow windows where they are sharp enough, else into wide ones.</summary>
    public static TeddyBuckets Deal(IReadOnlyList<Literal> literals)
    {
        if (literals.All(literal => literal.Length >= TeddyMasks.NarrowBytes && Ascii.IsValid(literal.Bytes))
            && Deal(literals, narrow: true) is { CandidatesPerByte: <= NarrowCandidatesPerByteMax } narrow)
        {
            return narrow;
        }

        return Deal(literals, narrow: false);
    }

    public static TeddyBuckets Deal(IReadOnlyList<Literal> literals, bool narrow)
    {
        var windowBytes = narrow ? TeddyMasks.NarrowBytes : TeddyMasks.Bytes;
        var buckets = literals.Select((literal, index) => TeddyWindow.Choose(index, literal, windowBytes))
            .Select(window => new Bucket(window.Masks, [window])).ToList();
        var costs = new double[buckets.Count, buckets.Count];
        for (var i = 0; i < buckets.Count; i++)
            for (var j = i + 1; j < buckets.Count; j++)
                costs[i, j] = CostOfMerging(buckets[i], buckets[j]);
        while (buckets.Count > CountMax) MergeCheapest(buckets, costs);
        return new TeddyBuckets([.. buckets], narrow);
    }

    private static void MergeCheapest(List<Bucket> buckets, double[,] costs)
    {
        var (cheapest, left, right) = (double.MaxValue, 0, 1);
        for (var i = 0; i < buckets.Count; i++)
            for (var j = i + 1; j < buckets.Count; j++)
                if (costs[i, j] < cheapest)
                    (cheapest, left, right) = (costs[i, j], i, j);

        buckets[left] = Merge(buckets[left], buckets[right]);

        // The last one takes the place that gets free, so that all other costs stay where they are.
        var last = buckets.Count - 1;
        buckets[right] = buckets[last];
        buckets.RemoveAt(last);
        for (var i = 0; i < buckets.Count; i++)
        {
            if (i != left) costs[Math.Min(i, left), Math.Max(i, left)] = CostOfMerging(buckets[i], buckets[left]);
            if (i != right && right < last) costs[Math.Min(i, right), Math.Max(i, right)] = CostOfMerging(buckets[i], buckets[right]);
        }
    }

    private static Bucket Merge(Bucket one, Bucket other) =>
        new(TeddyMasks.Union(one.Masks, other.Masks), one.Windows.AddRange(other.Windows));

    private static double CostOfMerging(Bucket one, Bucket other) =>
        TeddyMasks.Union(one.Masks, other.Masks).Probability - one.Masks.Probability - other.Masks.Probability;

    /// <summary>One bucket: its windows, and what it lets pass.</summary>
    internal sealed record Bucket(TeddyMasks Masks, ImmutableArray<TeddyWindow> Windows);
}
