namespace Dachshund.Matching.Literals;

/// <summary>
/// The grams of a sampling search: a bitmap of their hashes that fits the L1 cache, a sparser one behind it, and behind
/// that the literals.
/// </summary>
internal sealed class StrideTable
{
    /// <summary>2^17 bits are 16 KB: half of a usual L1 cache.</summary>
    public const int FirstBits = 17;

    // 2^20 bits are 128 KB: they fit the L2 cache, and are asked about one sample in a hundred.
    private const int SecondBits = 20;
    private const ulong FirstMultiplier = 0x9E3779B97F4A7C15;
    private const ulong SecondMultiplier = 0xC2B2AE3D27D4EB4F;

    private readonly StridePlan _plan;
    private readonly uint[] _first = new uint[1 << (FirstBits - 5)];
    private readonly uint[] _second = new uint[1 << (SecondBits - 5)];
    private readonly int[] _starts = new int[(1 << FirstBits) + 1];
    private readonly Entry[] _entries;

    public StrideTable(IReadOnlyList<Literal> literals, StridePlan plan)
    {
        _plan = plan;
        var shares = CountShares(literals);
        var entries = new List<Entry>();
        for (var index = 0; index < literals.Count; index++)
        {
            var offset = BestOffset(literals[index], shares);
            for (var i = offset; i < offset + plan.Stride; i++)
                entries.Add(new Entry(GramOf(literals[index], i), index, i));
        }

        _entries = [.. entries.OrderBy(entry => FirstHash(entry.Gram)).ThenBy(entry => entry.Literal)];
        foreach (var entry in _entries)
        {
            var (first, second) = (FirstHash(entry.Gram), SecondHash(entry.Gram));
            _first[first >> 5] |= 1u << first;
            _second[second >> 5] |= 1u << second;
            _starts[first + 1]++;
        }

        for (var hash = 0; hash < 1 << FirstBits; hash++) _starts[hash + 1] += _starts[hash];
    }

    /// <summary>The first bitmap: 2^<see cref="FirstBits"/> bits, by the highest bits of gram times multiplier.</summary>
    public ReadOnlySpan<uint> First => _first;

    /// <summary>
    /// The first bitmap's multiplier for samples that still have the bytes that don't count: to move them out and to
    /// multiply is one multiplication, as both are modulo 2^64.
    /// </summary>
    public ulong SampleMultiplier => FirstMultiplier << _plan.Shift;

    /// <summary>Whether a gram is in both bitmaps.</summary>
    public bool Has(ulong gram)
    {
        var (first, second) = (FirstHash(gram), SecondHash(gram));
        return (_first[first >> 5] >> first & 1) != 0 && (_second[second >> 5] >> second & 1) != 0;
    }

    /// <summary>The grams whose hash is that of this one.</summary>
    public ReadOnlySpan<Entry> Like(ulong gram)
    {
        var hash = FirstHash(gram);
        return _entries.AsSpan(_starts[hash], _starts[hash + 1] - _starts[hash]);
    }

    private static int FirstHash(ulong gram) => (int)(gram * FirstMultiplier >> (64 - FirstBits));

    private static int SecondHash(ulong gram) => (int)(gram * SecondMultiplier >> (64 - SecondBits));

    private ulong GramOf(Literal literal, int offset) => _plan.GramOf(literal.Bytes[offset..]);

    private Dictionary<ulong, int> CountShares(IReadOnlyList<Literal> literals)
    {
        var shares = new Dictionary<ulong, int>();
        foreach (var literal in literals)
        {
            for (var offset = 0; offset <= LastOffset(literal); offset++)
            {
                var gram = GramOf(literal, offset);
                shares[gram] = shares.GetValueOrDefault(gram) + 1;
            }
        }

        return shares;
    }

    /// <summary>The first of the neighbouring grams that stop at the fewest places, and have the fewest literals to verify there.</summary>
    private int BestOffset(Literal literal, Dictionary<ulong, int> shares)
    {
        var (best, least) = (0, double.MaxValue);
        for (var offset = 0; offset + _plan.Stride - 1 <= LastOffset(literal); offset++)
        {
            var cost = 0.0;
            for (var i = offset; i < offset + _plan.Stride; i++)
                cost += Probability(literal.Bytes.Slice(i, _plan.GramBytes)) * shares[GramOf(literal, i)];
            if (cost < least) (best, least) = (offset, cost);
        }

        return best;
    }

    // A long literal has rare parts enough near its start.
    private int LastOffset(Literal literal) => Math.Min(literal.Length, 64) - _plan.GramBytes;

    private static double Probability(ReadOnlySpan<byte> gram)
    {
        var probability = 1.0;
        foreach (var value in gram) probability *= ByteFrequency.Of(value);
        return probability;
    }

    /// <summary>One gram of one literal.</summary>
    internal readonly record struct Entry(ulong Gram, int Literal, int Offset);
}
