namespace Dachshund.Matching.Literals;

/// <summary>A byte string to look for. Immutable.</summary>
internal sealed class Literal
{
    private readonly byte[] _bytes;

    /// <summary>Makes a literal of at least one byte, none of them LF.</summary>
    public Literal(ReadOnlySpan<byte> bytes, bool ignoreCase)
    {
        _bytes = bytes.ToArray();
        IgnoreCase = ignoreCase;
        if (!ignoreCase) return;
        foreach (ref var value in _bytes.AsSpan()) value = Fold(value);
    }

    /// <summary>The bytes; ASCII letters are lower case where <see cref="IgnoreCase"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether ASCII letters match in both cases; other bytes are exact.</summary>
    public bool IgnoreCase { get; }

    public int Length => _bytes.Length;

    public static byte Fold(byte value) => (byte)(value - 'A') < 26 ? (byte)(value | 0x20) : value;

    /// <summary>Whether the text has the literal at a position.</summary>
    // Hot path: once per candidate.
    public bool IsAt(ReadOnlySpan<byte> text, int start)
    {
        if (start < 0 || start > text.Length - _bytes.Length) return false;
        text = text.Slice(start, _bytes.Length);
        return IgnoreCase ? EqualsFolded(text) : text.SequenceEqual(_bytes);
    }

    private bool EqualsFolded(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (Fold(text[i]) != _bytes[i])
                return false;
        return true;
    }
}
