namespace Dachshund.Matching.Masking;

/// <summary>Reads one run of letters and digits.</summary>
internal static class WordReader
{
    // Shorter runs of hexadecimal letters and digits are words with numbers (fe80 is none, b2 is).
    // Not above Skeleton.RunMax: the digits of a run after those tell nothing.
    private const int HexMin = 4;

    public static (int End, WordShape Shape) Read(ReadOnlySpan<byte> line, int start)
    {
        var letters = ByteTable.EndOfRun(line, start, ByteKinds.Letter);
        var digits = ByteTable.EndOfRun(line, letters, ByteKinds.Digit);
        if (digits == letters) return (letters, WordShape.Letters);
        var end = ByteTable.EndOfRun(line, digits, ByteKinds.Letter | ByteKinds.Digit);
        if (letters == start || end > digits) return (end, WordShape.Variable);
        var hex = end - start >= HexMin && ByteTable.EndOfRun(line, start, ByteKinds.HexLetter) == letters;
        return (end, hex ? WordShape.Variable : WordShape.LettersThenDigits);
    }
}
