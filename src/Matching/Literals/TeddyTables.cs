using System.Runtime.Intrinsics;

namespace Dachshund.Matching.Literals;

/// <summary>
/// The packed search's tables: for each of four bytes of a window, sixteen bytes by low nibble and sixteen by high nibble;
/// bit b of an entry says that bucket b lets that nibble pass. A position passes for the buckets left when all eight
/// entries are ANDed. The idea is Hyperscan's "Teddy".
/// </summary>
internal sealed class TeddyTables
{
    private readonly byte[] _low = new byte[TeddyMasks.Bytes * 16];
    private readonly byte[] _high = new byte[TeddyMasks.Bytes * 16];

    // Buckets with a window so short that its byte at this position may lie after the text's end.
    private readonly byte[] _free = new byte[TeddyMasks.Bytes];

    public TeddyTables(TeddyBuckets buckets)
    {
        for (var bucket = 0; bucket < buckets.All.Length; bucket++)
        {
            var masks = buckets.All[bucket].Masks;
            for (var position = 0; position < TeddyMasks.Bytes; position++)
                Add((byte)(1 << bucket), position, masks);
        }
    }

    public Vector128<byte> Low(int position) => Vector128.Create<byte>(_low.AsSpan(position * 16, 16));

    public Vector128<byte> High(int position) => Vector128.Create<byte>(_high.AsSpan(position * 16, 16));

    /// <summary>The buckets for which the position passes, as bits. What lies after the text's end passes for short windows.</summary>
    public uint BucketsAt(ReadOnlySpan<byte> text, int at)
    {
        var buckets = 0xFFu;
        for (var i = 0; i < TeddyMasks.Bytes; i++)
        {
            if (at + i >= text.Length) return buckets & _free[i];
            var value = text[at + i];
            buckets &= (uint)(_low[i * 16 + (value & 15)] & _high[i * 16 + (value >> 4)]);
        }

        return buckets;
    }

    private void Add(byte bit, int position, TeddyMasks masks)
    {
        var free = true;
        for (var nibble = 0; nibble < 16; nibble++)
        {
            if (masks.HasLow(position, nibble)) _low[position * 16 + nibble] |= bit;
            if (masks.HasHigh(position, nibble)) _high[position * 16 + nibble] |= bit;
            free &= masks.HasLow(position, nibble) && masks.HasHigh(position, nibble);
        }

        if (free) _free[position] |= bit;
    }
}
