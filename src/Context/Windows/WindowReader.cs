using System.Collections.Immutable;

namespace Dachshund.Context.Windows;

/// <summary>Reads one window, in two reads that go forward: a compressed file is best read so.</summary>
internal sealed class WindowReader
{
    private const byte Newline = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int LineBreakBytesMax = 2;

    private readonly IByteRange source;
    private readonly long offset;
    private readonly int length;
    private readonly int around;
    private readonly ImmutableArray<WindowLine>.Builder lines = ImmutableArray.CreateBuilder<WindowLine>();

    public WindowReader(IByteRange source, long offset, int length, int around)
    {
        this.source = source;
        this.offset = offset;
        this.length = length;
        this.around = around;
    }

    public async ValueTask<LineWindow?> ReadAsync(CancellationToken cancellation)
    {
        // A byte more than is wanted tells whether a line begins at the first that is.
        var from = Math.Max(0, offset - around - 1);
        var hitAt = (int)(offset - from);
        var hitCount = Math.Min(length, LineWindow.HitBytesMax);
        var bytes = new byte[hitAt + hitCount];
        if (await source.ReadAsync(from, bytes, cancellation) < bytes.Length)
            return null;

        // And a byte more tells whether anything follows.
        var behind = new byte[LineBreakBytesMax + around + 1];
        var count = await source.ReadAsync(offset + length, behind, cancellation);
        if (count == 0 && hitCount < length
            && await source.ReadAsync(offset + length - 1, new byte[1], cancellation) == 0)
            return null;

        var start = FirstLine(bytes.AsSpan(0, hitAt), isFileStart: hitAt <= around);
        AddLines(bytes.AsMemory(start, hitAt - start), from + start);
        var leftOut = AddHit(bytes.AsMemory(hitAt), behind.AsSpan(0, count));
        var hasMoreAfter = AddAfter(behind.AsMemory(0, count), isFileEnd: count < behind.Length);
        byte[] all = [.. bytes.AsSpan(start), .. behind.AsSpan(0, count)];
        return new LineWindow(lines.ToImmutable(), all, from + start > 0, hasMoreAfter, leftOut);
    }

    /// <summary>Where the first whole line begins; the end where none does.</summary>
    private static int FirstLine(ReadOnlySpan<byte> before, bool isFileStart)
    {
        if (isFileStart)
            return 0;
        var newline = before.IndexOf(Newline);
        return newline < 0 ? before.Length : newline + 1;
    }

    private void AddLines(ReadOnlyMemory<byte> bytes, long at)
    {
        while (!bytes.IsEmpty)
        {
            var newline = bytes.Span.IndexOf(Newline);
            var taken = newline < 0 ? bytes.Length : newline + 1;
            var line = WithoutReturn(bytes[..(newline < 0 ? taken : newline)]);
            lines.Add(new WindowLine(at, line, line.Length, IsHit: false));
            (bytes, at) = (bytes[taken..], at + taken);
        }
    }

    /// <summary>Adds the lines of the hit, the last of which may go on behind what the tailer kept of it.</summary>
    /// <returns>Bytes of its lines that are left out.</returns>
    private long AddHit(ReadOnlyMemory<byte> hit, ReadOnlySpan<byte> behind)
    {
        var first = lines.Count;
        var lastNewline = hit.Length < length ? hit.Span.LastIndexOf(Newline) : -1;
        var kept = lastNewline < 0 ? hit : hit[..lastNewline];
        AddLines(kept, offset);
        if (lines.Count == first || kept.Span.EndsWith([Newline]))
            lines.Add(new WindowLine(offset + kept.Length, default, 0, IsHit: true));
        for (var i = first; i < lines.Count; i++)
            lines[i] = lines[i] with { IsHit = true };
        if (lastNewline >= 0)
            return length - kept.Length - 1;

        var end = behind.IndexOf(Newline);
        var rest = WithoutReturn(behind[..(end < 0 ? behind.Length : end)]).Length;
        lines[^1] = lines[^1] with { LengthBytes = lines[^1].LengthBytes + rest + length - hit.Length };
        return 0;
    }

    /// <summary>Adds the lines behind the hit's line break.</summary>
    /// <returns>Whether more follows.</returns>
    private bool AddAfter(ReadOnlyMemory<byte> behind, bool isFileEnd)
    {
        var lineEnd = behind.Span.IndexOf(Newline);
        var start = lineEnd < 0 ? behind.Length : lineEnd + 1;
        var after = behind[start..];
        var isAll = isFileEnd && after.Length <= around;
        if (!isAll)
            after = after[..Math.Min(after.Length, around)];
        AddLines(isAll ? after : after[..(after.Span.LastIndexOf(Newline) + 1)], offset + length + start);
        return !isAll;
    }

    private static ReadOnlyMemory<byte> WithoutReturn(ReadOnlyMemory<byte> line) => line[..WithoutReturn(line.Span).Length];

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        line is [.., CarriageReturn] ? line[..^1] : line;
}
