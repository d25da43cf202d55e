namespace Dachshund.Matching.Masking;

/// <summary>A set of ASCII words of at most eight letters, looked up without making strings. Immutable.</summary>
internal sealed class WordList
{
    private const int WordBytesMax = sizeof(ulong);
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // Open addressing, at most a quarter full; 0 is an empty place.
    private readonly ulong[] _places;
    private readonly int _shift;

    public WordList(string words)
    {
        var packed = words.Split(' ').Select(word => Pack(System.Text.Encoding.ASCII.GetBytes(word))).ToArray();
        var bits = System.Numerics.BitOperations.Log2((uint)packed.Length) + 3;
        _places = new ulong[1 << bits];
        _shift = 64 - bits;
        foreach (var word in packed) _places[PlaceOf(word)] = word;
    }

    public bool Contains(ReadOnlySpan<byte> word)
    {
        if (word.Length is 0 or > WordBytesMax) return false;
        var packed = Pack(word);
        return _places[PlaceOf(packed)] == packed;
    }

    private static ulong Pack(ReadOnlySpan<byte> word)
    {
        var packed = 0UL;
        foreach (var value in word) packed = packed << 8 | value;
        return packed;
    }

    /// <summary>Where the word is, or the empty place where it would be.</summary>
    private int PlaceOf(ulong packed)
    {
        var place = (int)(packed * Multiplier >> _shift);
        while (_places[place] != 0 && _places[place] != packed) place = (place + 1) & (_places.Length - 1);
        return place;
    }
}
