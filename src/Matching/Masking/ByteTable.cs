namespace Dachshund.Matching.Masking;

/// <summary>The kinds of all bytes.</summary>
internal static class ByteTable
{
    private static readonly ByteKinds[] Kinds = Make();

    public static ByteKinds Of(byte value) => Kinds[value];

    public static bool Is(byte value, ByteKinds kinds) => (Kinds[value] & kinds) != 0;

    /// <summary>The end of the run of such bytes that starts at a place.</summary>
    public static int EndOfRun(ReadOnlySpan<byte> text, int start, ByteKinds kinds)
    {
        while (start < text.Length && (Kinds[text[start]] & kinds) != 0) start++;
        return start;
    }

    /// <summary>The next such byte at or after a place, or the text's end.</summary>
    public static int Next(ReadOnlySpan<byte> text, int start, ByteKinds kinds)
    {
        while (start < text.Length && (Kinds[text[start]] & kinds) == 0) start++;
        return start;
    }

    private static ByteKinds[] Make()
    {
        var kinds = new ByteKinds[256];
        for (var value = 0; value < 256; value++)
        {
            var letter = (char)value;
            if (char.IsAsciiLetter(letter)) kinds[value] |= ByteKinds.Letter;
            if (char.IsAsciiDigit(letter)) kinds[value] |= ByteKinds.Digit;
            if (char.IsAsciiHexDigit(letter) && !char.IsAsciiDigit(letter)) kinds[value] |= ByteKinds.HexLetter;
            if (".:/-_+, ;@%~".Contains(letter, StringComparison.Ordinal)) kinds[value] |= ByteKinds.Joint;
            if (" \t\"'`()[]{}<>,;|".Contains(letter, StringComparison.Ordinal)) kinds[value] |= ByteKinds.End;
            if (value >= 0x80) kinds[value] |= ByteKinds.Wide;
        }

        return kinds;
    }
}
