using System.Text;
using Dachshund.Context.Pages;
using Dachshund.Context.Tests.Redaction;
using Dachshund.Context.Tests.Windows;
using Dachshund.Context.Windows;

namespace Dachshund.Context.Tests.Pages;

public sealed class PageLinesTests
{
    private static readonly string s_key =
        $"-----BEGIN PRIVATE KEY-----\n{new string('M', 64)}\n-----END PRIVATE KEY-----";

    [Fact]
    public async Task Lines_are_decoded_and_redacted_together()
    {
        var lines = await MakeAsync($"a\nHIT password=x\n{s_key}\nb\n", "HIT password=x");
        Assert.Equal(
            ["a", "HIT password=[redacted: secrets]", "[redacted: secrets]", "", "", "b"], lines.Select(line => line.Text));
        Assert.Equal([false, true, false, false, false, false], lines.Select(line => line.IsHit));
    }

    [Fact]
    public async Task Text_in_gbk_keeps_its_lines_and_is_redacted()
    {
        // The second byte of the first two letters is a backslash; none is ever a line break.
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        var (before, hit) = (gbk.GetBytes("誠歕 正在重试\n"), gbk.GetBytes("ERROR 磁盘已满 password=秘密"));
        var window = await LineWindow.ReadAsync(
            new ArrayRange([.. before, .. hit, .. gbk.GetBytes("\n失败\n")]), before.Length, hit.Length, 4096, default);
        var lines = PageLines.Of(window!, bytes => gbk.GetString(bytes.Span), RedactorTests.Make([], "secrets"));
        Assert.Equal(["誠歕 正在重试", "ERROR 磁盘已满 password=[redacted: secrets]", "失败"], lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Decoder_that_makes_line_breaks_shifts_no_line()
    {
        var window = await WindowAsync("a\nHIT\nb\n", "HIT");
        var lines = PageLines.Of(window, bytes => Encoding.UTF8.GetString(bytes.Span) + "\n!", RedactorTests.Make([]));
        Assert.Equal(["a\u2424!", "HIT\u2424!", "b\u2424!"], lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Long_line_is_cut_and_keeps_its_length()
    {
        var hit = new string('x', 1_000_000);
        var line = Assert.Single(await MakeAsync(hit + "\n", hit));
        Assert.Equal(PageLines.LineCharsMax, line.Text.Length);
        Assert.Equal(1_000_000, line.LengthBytes);
        hit = new string('磁', PageLines.LineCharsMax + 1);
        line = Assert.Single(await MakeAsync(hit + "\n", hit));
        Assert.Equal((PageLines.LineCharsMax, 3L * hit.Length), (line.Text.Length, line.LengthBytes));
        hit = "x" + string.Concat(Enumerable.Repeat("😀", 5000));
        line = Assert.Single(await MakeAsync(hit + "\n", hit));
        Assert.Equal(PageLines.LineCharsMax - 1, line.Text.Length);
    }

    [Fact]
    public async Task Secret_that_the_end_of_reading_cuts_in_two_does_not_show()
    {
        // One secret as long as nearly all that is read, behind it a card of which only half is read: what the mark leaves room
        // for must not bring that half onto the page.
        var hit = "password=" + new string('x', LineWindow.HitBytesMax - 30) + " card 4111 1111 1111 1111 " + new string('y', 1000);
        var line = Assert.Single(await MakeAsync(hit + "\n", hit));
        Assert.DoesNotContain("4111", line.Text, StringComparison.Ordinal);
        Assert.Equal(hit.Length, line.LengthBytes);
    }

    [Fact]
    public void Sample_is_all_hit_and_redacted()
    {
        var lines = PageLines.OfSample("ERROR password=x\n  at y\n", RedactorTests.Make([], "secrets"));
        Assert.Equal(["ERROR password=[redacted: secrets]", "  at y"], lines.Select(line => line.Text));
        Assert.All(lines, line => Assert.True(line is { IsHit: true, LengthBytes: 0 }));
    }

    private static async Task<IReadOnlyList<PageLine>> MakeAsync(string log, string hit) => PageLines.Of(
        await WindowAsync(log, hit), bytes => Encoding.UTF8.GetString(bytes.Span), RedactorTests.Make([], "secrets", "cards"));

    private static async Task<LineWindow> WindowAsync(string log, string hit)
    {
        var before = log[..log.IndexOf(hit, StringComparison.Ordinal)];
        var window = await LineWindow.ReadAsync(
            new ArrayRange(Encoding.UTF8.GetBytes(log)), Encoding.UTF8.GetByteCount(before), Encoding.UTF8.GetByteCount(hit),
            4096, default);
        return Assert.IsType<LineWindow>(window);
    }
}
