using System.Numerics;

namespace Dachshund.Matching.Literals;

/// <summary>
/// For each of four bytes, which low and which high nibbles pass: what one bucket of the packed search can tell apart.
/// Immutable.
/// </summary>
internal sealed class TeddyMasks
{
    /// <summary>Bytes of a window, at most; and at least those of a narrow one.</summary>
    public const int Bytes = 4;
    public const int NarrowBytes = 3;

    private const ushort Any = 0xFFFF;

    private readonly ushort[] _low;
    private readonly ushort[] _high;

    private TeddyMasks(ushort[] low, ushort[] high)
    {
        _low = low;
        _high = high;
        Probability = 1;
        for (var i = 0; i < Bytes; i++) Probability *= ProbabilityAt(i);
    }

    /// <summary>Estimate of how often a position of a log passes, 0 to 1.</summary>
    public double Probability { get; }

    /// <summary>What passes for the bytes of a literal from an offset on; anything after them.</summary>
    public static TeddyMasks Of(Literal literal, int offset, int windowBytes)
    {
        var low = new ushort[Bytes];
        var high = new ushort[Bytes];
        for (var i = 0; i < Bytes; i++)
        {
            if (i >= windowBytes || offset + i >= literal.Length)
            {
                (low[i], high[i]) = (Any, Any);
                continue;
            }

            var value = literal.Bytes[offset + i];
            low[i] = (ushort)(1 << (value & 15));
            high[i] = (ushort)(1 << (value >> 4));

            // Cases differ in 0x20, which is in the high nibble.
            if (literal.IgnoreCase && char.IsAsciiLetterLower((char)value)) high[i] |= (ushort)(1 << ((value >> 4) - 2));
        }

        return new TeddyMasks(low, high);
    }

    /// <summary>What passes for two buckets made one: more than both together.</summary>
    public static TeddyMasks Union(TeddyMasks one, TeddyMasks other)
    {
        var low = new ushort[Bytes];
        var high = new ushort[Bytes];
        for (var i = 0; i < Bytes; i++)
        {
            low[i] = (ushort)(one._low[i] | other._low[i]);
            high[i] = (ushort)(one._high[i] | other._high[i]);
        }

        return new TeddyMasks(low, high);
    }

    public bool HasLow(int position, int nibble) => (_low[position] >> nibble & 1) != 0;

    public bool HasHigh(int position, int nibble) => (_high[position] >> nibble & 1) != 0;

    private double ProbabilityAt(int position)
    {
        if (_low[position] == Any && _high[position] == Any) return 1;
        var sum = 0.0;
        for (var high = (uint)_high[position]; high != 0; high &= high - 1)
            for (var low = (uint)_low[position]; low != 0; low &= low - 1)
                sum += ByteFrequency.Of((byte)(BitOperations.TrailingZeroCount(high) * 16 + BitOperations.TrailingZeroCount(low)));
        return sum;
    }
}
