namespace Dachshund.Matching;

/// <summary>What a line is: bytes up to LF, a CR before it not part of its text.</summary>
internal static class Lines
{
    public static ReadOnlySpan<byte> TrimCarriageReturn(ReadOnlySpan<byte> line) =>
        line.Length > 0 && line[^1] == (byte)'\r' ? line[..^1] : line;

    public static long Count(ReadOnlySpan<byte> content)
    {
        long count = content.Count((byte)'\n');
        return content.Length > 0 && content[^1] != (byte)'\n' ? count + 1 : count;
    }
}
