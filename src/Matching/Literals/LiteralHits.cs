namespace Dachshund.Matching.Literals;

/// <summary>A set of literals by index. Not thread-safe; reused from line to line.</summary>
internal sealed class LiteralHits(int literals)
{
    private readonly ulong[] _words = new ulong[(literals + 63) / 64];

    public ReadOnlySpan<ulong> Words => _words;

    public void Add(int literal) => _words[literal >> 6] |= 1UL << literal;

    public bool Contains(int literal) => (_words[literal >> 6] >> literal & 1) != 0;

    public void Clear() => _words.AsSpan().Clear();
}
