namespace Dachshund.Matching.Masking;

/// <summary>Words without digits that vary all the same, told by what stands around them.</summary>
internal static class ValueWords
{
    /// <summary>The name of a day or a month before a number or another such name.</summary>
    public static bool IsDate(ReadOnlySpan<byte> line, int start, int end)
    {
        if (!MayBeDate(line[start..end])) return false;
        if (end + 1 >= line.Length || line[end] is not ((byte)' ' or (byte)',')) return false;
        if (!Words.Days.Contains(line[start..end]) && !Words.Months.Contains(line[start..end])) return false;
        var next = ByteTable.Next(line, end, ByteKinds.Letter | ByteKinds.Digit);
        var rest = line[next..];
        return rest.Length > 0 && (ByteTable.Is(rest[0], ByteKinds.Digit) || (rest.Length >= 3 && Words.Months.Contains(rest[..3])));
    }

    /// <summary>A quick no to <see cref="IsDate"/>.</summary>
    public static bool MayBeDate(ReadOnlySpan<byte> word) => word.Length == 3 && word[0] is >= (byte)'A' and <= (byte)'W';

    /// <summary>A quick no to <see cref="IsName"/>: both "user " and " for " end like this.</summary>
    public static bool MayBeName(ReadOnlySpan<byte> line, int start) =>
        start >= 5 && line[start - 1] == ' ' && line[start - 2] == 'r';

    /// <summary>Someone's name: <c>user NAME</c>, or <c>for NAME from</c>.</summary>
    public static bool IsName(ReadOnlySpan<byte> line, int start, int end)
    {
        if (!MayBeName(line, start)) return false;
        var before = line[..start];
        if (before.EndsWith("user "u8)) return !Words.AfterUser.Contains(line[start..end]);
        return before.EndsWith(" for "u8) && line[end..].StartsWith(" from "u8);
    }

    /// <summary>Whether a word after a dot is the last label of a host's name.</summary>
    public static bool EndsHost(ReadOnlySpan<byte> line, int start, int end)
    {
        if (end < line.Length && !EndsLabel(line, end)) return false;
        return line[start] >= 'a' && Words.TopLevelDomains.Contains(line[start..end]);
    }

    private static bool EndsLabel(ReadOnlySpan<byte> line, int end)
    {
        // A full stop at the end of a sentence is one; that before the next part of a name is none; foo.at( is a call.
        if (line[end] == '.') return end + 1 == line.Length || line[end + 1] == ' ';
        return line[end] is (byte)':' or (byte)'/' || (line[end] != '(' && ByteTable.Is(line[end], ByteKinds.End));
    }
}
