using System.Collections.Immutable;
using System.Numerics;

namespace Dachshund.Matching.Literals;

/// <summary>A packed search for few literals, each candidate verified.</summary>
internal sealed class TeddyEngine : LiteralEngine
{
    private readonly ImmutableArray<Literal> _literals;
    private readonly TeddyWindow[][] _buckets;
    private readonly TeddyTables _tables;
    private readonly TeddyScan _scan;
    private readonly TeddyWidth _width;

    public TeddyEngine(IReadOnlyList<Literal> literals, TeddyBuckets buckets, TeddyWidth width)
    {
        _literals = [.. literals];
        _buckets = [.. buckets.All.Select(bucket => bucket.Windows.ToArray())];
        _tables = new TeddyTables(buckets);
        _scan = new TeddyScan(_tables, buckets.IsNarrow);
        _width = width;
    }

    // Hot path.
    public override int Find(ReadOnlySpan<byte> text, int from)
    {
        for (var at = _scan.Next(text, from, _width); at >= 0; at = _scan.Next(text, at + 1, _width))
        {
            for (var buckets = _tables.BucketsAt(text, at); buckets != 0; buckets &= buckets - 1)
            {
                foreach (var window in _buckets[BitOperations.TrailingZeroCount(buckets)])
                    if (_literals[window.Literal].IsAt(text, at - window.Offset))
                        return at - window.Offset;
            }
        }

        return -1;
    }

    public override void Collect(ReadOnlySpan<byte> line, LiteralHits hits)
    {
        for (var at = _scan.Next(line, 0, _width); at >= 0; at = _scan.Next(line, at + 1, _width))
        {
            for (var buckets = _tables.BucketsAt(line, at); buckets != 0; buckets &= buckets - 1)
            {
                foreach (var window in _buckets[BitOperations.TrailingZeroCount(buckets)])
                    if (_literals[window.Literal].IsAt(line, at - window.Offset))
                        hits.Add(window.Literal);
            }
        }
    }
}
