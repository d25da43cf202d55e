namespace Dachshund.Matching.Masking;

/// <summary>The kinds of all bytes.</summary>
internal static class ByteTable
{
    // A row is sixteen bytes from 0x00 on. Data in the assembly: no initialization, no bounds check. A test compares it
    // with what ByteKinds says.
    private static ReadOnlySpan<byte> Kinds =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        24, 0, 144, 128, 0, 8, 0, 144, 16, 144, 0, 200, 88, 200, 72, 200,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 72, 24, 16, 0, 16, 0,
        136, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 65, 1, 1, 1, 1, 1, 65, 16, 128, 16, 0, 8,
        16, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 16, 16, 16, 8, 0,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
    ];

    public static ByteKinds Of(byte value) => (ByteKinds)Kinds[value];

    public static bool Is(byte value, ByteKinds kinds) => ((ByteKinds)Kinds[value] & kinds) != 0;

    /// <summary>The end of the run of such bytes that starts at a place.</summary>
    public static int EndOfRun(ReadOnlySpan<byte> text, int start, ByteKinds kinds)
    {
        while ((uint)start < (uint)text.Length && Is(text[start], kinds)) start++;
        return start;
    }

    /// <summary>The next such byte at or after a place, or the text's end.</summary>
    public static int Next(ReadOnlySpan<byte> text, int start, ByteKinds kinds)
    {
        while ((uint)start < (uint)text.Length && !Is(text[start], kinds)) start++;
        return start;
    }
}
