namespace Dachshund.Matching.Masking;

/// <summary>
/// What stands before the message: time stamps are left out, as is the host of a syslog line; the thread in brackets that
/// many loggers write after the level is masked.
/// </summary>
internal static class Header
{
    // Day name, month name, day, time, year, zone; then a process id, an offset.
    private const int WordsMax = 8;
    private const int StampLengthMax = 40;

    /// <summary>Writes what stays of the header.</summary>
    /// <returns>Where the message starts.</returns>
    public static int Skip(ReadOnlySpan<byte> line, ref MaskOutput output)
    {
        var first = SkipPriority(line);
        var at = first;
        var syslog = false;
        for (var words = 0; words < WordsMax; words++)
        {
            var start = SkipSeparators(line, at);
            var end = EndOfStamp(line, start);
            if (end == start) break;
            syslog = words < 3 && (syslog || Words.Months.Contains(line[start..end]));
            at = end;
        }

        if (at == first) return 0;
        at = SkipSeparators(line, at);
        if (syslog) at = SkipHost(line, at);

        // A line that is nothing but a stamp is its own message.
        return at >= line.Length ? 0 : KeepLevelAndThread(line, at, ref output);
    }

    /// <summary>The end of a syslog line's priority, <c>&lt;34&gt;</c>; 0 when there is none.</summary>
    private static int SkipPriority(ReadOnlySpan<byte> line)
    {
        if (line.Length == 0 || line[0] != '<') return 0;
        var end = ByteTable.EndOfRun(line, 1, ByteKinds.Digit);
        return end > 1 && end < line.Length && line[end] == '>' ? end + 1 : 0;
    }

    private static int KeepLevelAndThread(ReadOnlySpan<byte> line, int at, ref MaskOutput output)
    {
        var end = ByteTable.EndOfRun(line, at, ByteKinds.Letter);
        if (Words.Levels.Contains(line[at..end]))
        {
            output.Keep(line[at..end]);
            at = end;
        }

        for (; at < line.Length && line[at] is (byte)' ' or (byte)'-' or (byte)']'; at++)
            if (output.Length > 0 || line[at] != ' ')
                output.Keep(line[at], true);

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
        var end = line[at..].IndexOf((byte)' ');

        // A word with a colon is the program: this line names no host.
        return end > 0 && line[at + end - 1] != ':' ? at + end + 1 : at;
    }

    private static int SkipSeparators(ReadOnlySpan<byte> line, int at)
    {
        for (; at < line.Length; at++)
        {
            // A bracket belongs to what follows, unless that is a stamp.
            if (line[at] == '[' && EndOfStamp(line, at + 1) == at + 1) break;
            if (!IsSeparator(line[at]) && line[at] is not ((byte)',' or (byte)'-')) break;
        }

        return at;
    }

    /// <summary>The end of a number, a date, a time, a zone, the name of a day or month; the start when there is none.</summary>
    private static int EndOfStamp(ReadOnlySpan<byte> line, int start)
    {
        if (start >= line.Length) return start;
        if (ByteTable.Is(line[start], ByteKinds.Letter)) return EndOfName(line, start);
        var (digits, length, run) = (0, 0, 0);
        var end = start;
        for (; end < line.Length; end++)
        {
            var kinds = ByteTable.Of(line[end]);
            var digit = (kinds & ByteKinds.Digit) != 0;
            if (!digit && (kinds & ByteKinds.Stamp) == 0) break;

            // What is beyond a run's first digits must not count: see Skeleton.
            run = digit ? run + 1 : 0;
            if (run > Skeleton.RunMax) continue;
            length++;
            if (digit) digits++;
        }

        var whole = end == line.Length || IsSeparator(line[end]);
        return whole && length <= StampLengthMax && digits * 2 >= length ? end : start;
    }

    private static int EndOfName(ReadOnlySpan<byte> line, int start)
    {
        var end = ByteTable.EndOfRun(line, start, ByteKinds.Letter);
        var name = line[start..end];
        if (name.Length > 4 || !(Words.Months.Contains(name) || Words.Days.Contains(name) || Words.Zones.Contains(name)))
            return start;
        if (end < line.Length && line[end] == ',') end++;
        return end == line.Length || IsSeparator(line[end]) ? end : start;
    }

    private static bool IsSeparator(byte value) =>
        value is (byte)' ' or (byte)']' or (byte)'[' or (byte)'\t' or (byte)'<' or (byte)'>' or (byte)'|';
}
