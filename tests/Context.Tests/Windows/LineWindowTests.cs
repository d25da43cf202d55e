using System.Text;
using Dachshund.Context.Windows;

namespace Dachshund.Context.Tests.Windows;

public sealed class LineWindowTests
{
    private const string Log = "one\ntwo\nHIT\nfour\nfive\n";

    [Theory]
    [InlineData(100, "one|two|*HIT|four|five", false, false)]
    [InlineData(10, "one|two|*HIT|four|five", false, false)]
    [InlineData(9, "one|two|*HIT|four", false, true)]
    [InlineData(8, "one|two|*HIT|four", false, true)]
    [InlineData(7, "two|*HIT|four", true, true)]
    [InlineData(4, "two|*HIT", true, true)]
    [InlineData(3, "*HIT", true, true)]
    [InlineData(0, "*HIT", true, true)]
    public async Task Window_has_as_many_whole_lines_as_fit(int around, string lines, bool before, bool after)
    {
        var window = await ReadAsync(Log, "HIT", around);
        Assert.Equal(lines, Show(window));
        Assert.Equal((before, after), (window.HasMoreBefore, window.HasMoreAfter));
        foreach (var line in window.Lines)
            Assert.Equal(Log[(int)line.Offset..][..line.Bytes.Length], Encoding.UTF8.GetString(line.Bytes.Span));
    }

    [Theory]
    [InlineData("HIT", "HIT", "*HIT")]
    [InlineData("HIT\n", "HIT", "*HIT")]
    [InlineData("HIT\nhalf", "HIT", "*HIT|half")]
    [InlineData("a\r\nHIT\r\nb\r\n", "HIT", "a|*HIT|b")]
    [InlineData("a\n\nHIT\n\nb", "HIT", "a||*HIT||b")]
    [InlineData("a\nHIT\n  at x\n  at y\nb\n", "HIT\n  at x\n  at y", "a|*HIT|*  at x|*  at y|b")]
    [InlineData("HIT\n\n\nx\nb\n", "HIT\n\n\nx", "*HIT|*|*|*x|b")]
    [InlineData("a\nHIT\n\nb\n", "HIT\n", "a|*HIT|*|b")]
    public async Task Lines_are_cut_as_the_file_has_them(string log, string hit, string lines)
    {
        var window = await ReadAsync(log, hit, 100);
        Assert.Equal(lines, Show(window));
        Assert.False(window.HasMoreBefore || window.HasMoreAfter);
    }

    [Fact]
    public async Task Hit_without_bytes_is_an_empty_line() =>
        Assert.Equal("a|*|b", Show(await LineWindow.ReadAsync(new ArrayRange("a\n\nb\n"u8.ToArray()), 2, 0, 100, default)));

    [Fact]
    public async Task File_that_ends_before_the_hit_does_is_another_one()
    {
        var source = new ArrayRange(Encoding.UTF8.GetBytes(Log));
        Assert.Null(await LineWindow.ReadAsync(source, 18, 10, 100, default));
        Assert.Null(await LineWindow.ReadAsync(source, 1000, 10, 100, default));
        Assert.Null(await LineWindow.ReadAsync(source, 0, 1_000_000, 100, default));
        Assert.Null(await LineWindow.ReadAsync(new ArrayRange([]), 0, 1, 100, default));
        source = new ArrayRange(new byte[LineWindow.HitBytesMax]);
        Assert.Null(await LineWindow.ReadAsync(source, 0, LineWindow.HitBytesMax + 1, 100, default));
    }

    [Fact]
    public async Task Line_of_a_megabyte_is_cut_and_little_is_read()
    {
        var log = "before\n" + new string('x', 1_000_000) + "\nafter\n";
        var source = new ArrayRange(Encoding.UTF8.GetBytes(log));
        var window = await LineWindow.ReadAsync(source, 7, 1_000_000, 4096, default);
        Assert.Equal(3, window!.Lines.Length);
        Assert.Equal(LineWindow.HitBytesMax, window.Lines[1].Bytes.Length);
        Assert.Equal(1_000_000, window.Lines[1].LengthBytes);
        Assert.True(window.Lines[1].IsCut);
        Assert.Equal("after", Encoding.UTF8.GetString(window.Lines[2].Bytes.Span));
        Assert.True(source.BytesRead < 80_000);
    }

    [Fact]
    public async Task Neighbour_of_a_megabyte_is_left_out_and_said_to_be_there()
    {
        var window = await ReadAsync(new string('x', 1_000_000) + "\nHIT\n" + new string('y', 1_000_000) + "\n", "HIT", 4096);
        Assert.Equal("*HIT", Show(window));
        Assert.True(window.HasMoreBefore && window.HasMoreAfter);
    }

    [Fact]
    public async Task Long_hit_of_many_lines_is_cut_at_a_line()
    {
        var hit = string.Join('\n', Enumerable.Range(0, 20_000).Select(i => $"at frame {i}"));
        var window = await ReadAsync("before\n" + hit + "\nafter\n", hit, 4096);
        var shown = window.Lines.Where(line => line.IsHit).ToArray();
        Assert.All(shown, line => Assert.False(line.IsCut));
        Assert.Equal(hit.Length, shown.Sum(line => line.LengthBytes + 1) + window.HitBytesLeftOut);
        Assert.True(window.HitBytesLeftOut > 0);
        Assert.Equal("after", Encoding.UTF8.GetString(window.Lines[^1].Bytes.Span));
    }

    [Fact]
    public async Task Rest_of_a_line_that_the_tailer_cut_counts_to_the_line()
    {
        var window = await ReadAsync("a\nHIT and its rest\nb\n", "HIT", 100);
        Assert.Equal("a|*HIT|b", Show(window));
        Assert.Equal(16, window.Lines[1].LengthBytes);
    }

    [Fact]
    public async Task Any_window_of_any_bytes_is_made_of_whole_lines_of_the_file()
    {
        var random = new Random(11);
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.GetItems("ab\r\n\n"u8, bytes);
            var offset = random.Next(bytes.Length);
            offset = bytes.AsSpan(0, offset).LastIndexOf((byte)'\n') + 1;
            var length = random.Next(bytes.Length - offset + 1);
            var window = await LineWindow.ReadAsync(new ArrayRange(bytes), offset, length, random.Next(60), default);
            var end = 0L;
            foreach (var line in window!.Lines)
            {
                Assert.True(bytes.AsSpan((int)line.Offset, line.Bytes.Length).SequenceEqual(line.Bytes.Span));
                Assert.True(line.Offset == 0 || bytes[line.Offset - 1] == '\n');
                Assert.True(line.Offset >= end);
                Assert.DoesNotContain((byte)'\n', line.Bytes.ToArray());
                end = line.Offset + line.Bytes.Length;
            }

            Assert.Contains(window.Lines, line => line.IsHit && line.Offset == offset);
        }
    }

    private static async Task<LineWindow> ReadAsync(string log, string hit, int around)
    {
        var window = await LineWindow.ReadAsync(
            new ArrayRange(Encoding.UTF8.GetBytes(log)), log.IndexOf(hit, StringComparison.Ordinal), hit.Length, around, default);
        return Assert.IsType<LineWindow>(window);
    }

    private static string Show(LineWindow? window) => string.Join(
        '|', Assert.IsType<LineWindow>(window).Lines.Select(line => (line.IsHit ? "*" : "") + Encoding.UTF8.GetString(line.Bytes.Span)));
}
