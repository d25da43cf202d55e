namespace Dachshund.Matching.Masking;

/// <summary>
/// What stands before the message: time stamps are left out, as is the host of a syslog line; the thread in brackets that
/// many loggers write after the level is masked.
/// </summary>
internal static class Header
{
    // Time stamps have at most: day name, month name, day, time, year, zone. Then a process id, an offset.
    private const int WordsMax = 8;

    /// <summary>Writes what stays of the header.</summary>
    /// <returns>Where the message starts.</returns>
    public static int Skip(ReadOnlySpan<byte> line, ref MaskOutput output)
    {
        var at = 0;
        var syslog = false;
        for (var words = 0; words < WordsMax; words++)
        {
            var start = SkipSeparators(line, at);
            var end = EndOfWord(line, start);
            var word = line[start..end];
            if (word.Length == 0 || !IsTime(word)) break;
            syslog = words < 3 && Words.Months.Contains(word) || syslog && words < 3;
            at = end;
        }

        if (at == 0) return 0;
        at = SkipSeparators(line, at);
        if (syslog) at = SkipHost(line, at);
        return at >= line.Length ? 0 : KeepLevelAndThread(line, at, ref output);
    }

    private static int KeepLevelAndThread(ReadOnlySpan<byte> line, int at, ref MaskOutput output)
    {
        var end = ByteTable.EndOfRun(line, at, ByteKinds.Letter);
        if (Words.Levels.Contains(line[at..end]))
        {
            output.Keep(line[at..end]);
            at = end;
        }

        while (at < line.Length && line[at] is (byte)' ' or (byte)'-' or (byte)']')
        {
            if (output.Length > 0 || line[at] != ' ') output.Keep(line[at], true);
            at++;
        }

        if (at >= line.Length || line[at] != '[') return at;
        var word = ByteTable.EndOfRun(line, at + 1, ByteKinds.Letter);
        return Words.Levels.Contains(line[(at + 1)..word]) ? at : KeepThread(line, at, ref output);
    }

    private static int KeepThread(ReadOnlySpan<byte> line, int at, ref MaskOutput output)
    {
        var depth = 0;
        for (var end = at; end < line.Length; end++)
        {
            if (line[end] == '[') depth++;
            if (line[end] == ']' && --depth == 0)
            {
                output.Keep((byte)'[', false);
                output.WriteMask();
                output.Keep((byte)']', false);
                return end + 1;
            }
        }

        return at;
    }

    private static int SkipHost(ReadOnlySpan<byte> line, int at)
    {
        var end = at;
        while (end < line.Length && line[end] != ' ') end++;
        return end < line.Length && line[end - 1] != ':' ? end + 1 : at;
    }

    private static int SkipSeparators(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'[' or (byte)']' or (byte)',' or (byte)'-' or (byte)'\t' or (byte)'<' or (byte)'>' or (byte)'|')
        {
            // A bracket after the stamp belongs to what follows, unless a stamp is in it.
            if (line[at] == '[' && !IsTime(line[(at + 1)..EndOfWord(line, at + 1)])) break;
            at++;
        }

        return at;
    }

    private static int EndOfWord(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is not ((byte)' ' or (byte)']' or (byte)'[' or (byte)'\t' or (byte)'<' or (byte)'>' or (byte)'|')) at++;
        return at;
    }

    /// <summary>A number, a date, a time, a zone, the name of a day or month.</summary>
    private static bool IsTime(ReadOnlySpan<byte> word)
    {
        if (word.Length is 0 or > 40) return false;
        if (Words.Months.Contains(word) || Words.Days.Contains(word.TrimEnd((byte)',')) || Words.Zones.Contains(word)) return true;
        var digits = 0;
        foreach (var value in word)
        {
            if (ByteTable.Is(value, ByteKinds.Digit)) digits++;
            else if (!"-:.,/+TZ".Contains((char)value, StringComparison.Ordinal)) return false;
        }

        return digits * 2 >= word.Length;
    }
}
