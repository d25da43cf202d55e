using System.Buffers.Binary;

namespace Dachshund.Matching.Literals;

/// <summary>
/// How a sampling search samples. Whoever looks at every s-th position sees, within any occurrence of a literal, exactly
/// one of s neighbouring starts; so s neighbouring grams of each literal are put into a table, and the table is asked only
/// at every s-th position. The shortest literal decides how far apart the samples can be.
/// </summary>
/// <param name="GramBytes">Bytes of a gram, 1 to 8.</param>
/// <param name="Stride">Bytes from sample to sample.</param>
/// <param name="IgnoreCase">Whether samples are folded before they are looked up.</param>
internal sealed record StridePlan(int GramBytes, int Stride, bool IgnoreCase)
{
    public const int GramBytesMax = sizeof(ulong);

    // By the length of the shortest literal: further apart is faster until reading the file takes longer than searching
    // it; bytes that are left then go into longer grams, which stop at fewer places.
    private static ReadOnlySpan<byte> StrideByLength => [1, 1, 1, 1, 1, 2, 3, 3, 4, 4, 4, 4, 5, 6];

    /// <summary>Moves the bytes that don't count out of a sample.</summary>
    public int Shift { get; } = (GramBytesMax - GramBytes) * 8;

    /// <summary>Folds a sample: sets the bit in which ASCII cases differ. Other bytes become alike too; verification tells.</summary>
    public ulong FoldBits { get; } = IgnoreCase ? 0x2020202020202020UL : 0UL;

    public static StridePlan Of(IReadOnlyList<Literal> literals)
    {
        var shortest = literals.Min(literal => literal.Length);
        var stride = StrideByLength[Math.Min(shortest, StrideByLength.Length - 1)];
        var gram = Math.Min(shortest - stride + 1, GramBytesMax);
        return new StridePlan(gram, stride, literals.Any(literal => literal.IgnoreCase));
    }

    /// <summary>The gram at the start of the bytes, of which there are enough.</summary>
    public ulong GramOf(ReadOnlySpan<byte> bytes)
    {
        var sample = 0UL;
        if (bytes.Length >= sizeof(ulong))
            sample = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        else
            for (var i = 0; i < GramBytes; i++) sample |= (ulong)bytes[i] << (i * 8);
        return (sample | FoldBits) << Shift;
    }
}
