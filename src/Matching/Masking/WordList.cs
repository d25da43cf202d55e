using System.Collections.Frozen;

namespace Dachshund.Matching.Masking;

/// <summary>A set of ASCII words of at most eight letters, looked up without making strings. Immutable.</summary>
internal sealed class WordList(string words)
{
    /// <summary>The longest word, bytes.</summary>
    public const int LengthMax = sizeof(ulong);

    private readonly FrozenSet<ulong> _packed =
        words.Split(' ').Select(word => Pack(System.Text.Encoding.ASCII.GetBytes(word))).ToFrozenSet();

    public bool Contains(ReadOnlySpan<byte> word) => word.Length is > 0 and <= LengthMax && _packed.Contains(Pack(word));

    private static ulong Pack(ReadOnlySpan<byte> word)
    {
        var packed = 0UL;
        foreach (var value in word) packed = packed << 8 | value;
        return packed;
    }
}
