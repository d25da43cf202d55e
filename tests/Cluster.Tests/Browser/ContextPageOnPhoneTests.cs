using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;

namespace Dachshund.Cluster.Tests.Browser;

/// <summary>The page around a hit as a phone shows it, from the line in the file to the pixels.</summary>
public sealed class ContextPageOnPhoneTests(PhoneScene scene) : IClassFixture<PhoneScene>
{
    private const string Gone = "The file is gone";

    [Fact]
    public async Task A_tap_on_the_link_shows_the_marked_hit_without_any_script()
    {
        var link = await OnlyLinkAsync("plain", $"{Lines("before", 200)}ERROR plainpump broke\n{Lines("after", 200)}", "plainpump");
        await using var page = await scene.OpenAsync(link, hasScript: false);
        await page.AssertHitIsInSightAsync();
        Assert.Equal("ERROR plainpump broke\n", await page.TextAsync("#hit"));
        Assert.True(await page.ScrolledAsync() > 0);
        Assert.Equal(4, await page.View.Locator("dd").CountAsync());
        var main = await page.TextAsync("main");
        Assert.Contains("before 199", main, StringComparison.Ordinal);
        Assert.Contains("after 0", main, StringComparison.Ordinal);
        Assert.InRange(main.Length, 8000, 8300);
        page.AssertItBringsAllThatItNeeds();
        await page.ScreenshotAsync("hit");

        // Some messengers drop the fragment.
        await using var other = await scene.OpenAsync(link.Replace("#hit", "", StringComparison.Ordinal), hasScript: false);
        await other.AssertHitIsInSightAsync();
        Assert.True(await other.ScrolledAsync() > 0);
    }

    [Fact]
    public async Task A_rotated_a_compressed_and_a_deleted_log_are_told_from_each_other()
    {
        var log = scene.LogOf("turned");
        var link = await OnlyLinkAsync("turned", $"{Lines("before", 100)}ERROR turnedpump broke\nafter it\n", "turnedpump");

        File.Move(log, log + ".1");
        await File.WriteAllTextAsync(log, "another log\n");
        await AssertShownAsync(link, "turnedpump", log + ".1", "rotated");

        await GzipAsync(log + ".1");
        await AssertShownAsync(link, "turnedpump", log + ".1.gz", "gzip");

        File.Delete(log + ".1.gz");
        await using var page = await scene.OpenAsync(link);
        Assert.Equal(200, page.Status);
        Assert.Contains(Gone, await page.TextAsync("p.g"), StringComparison.Ordinal);
        Assert.DoesNotContain("another log", await page.TextAsync("body"), StringComparison.Ordinal);
        await page.AssertFitsAsync();
        await page.ScreenshotAsync("gone");
    }

    [Fact]
    public async Task A_log_in_GBK_is_read_as_Chinese()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030");
        Assert.NotNull(gbk);
        var text = $"{Lines("上一行：一切正常", 100)}ERROR gbkpump 水泵坏了，请立即检查\n下一行\n";
        var link = Assert.Single(await scene.WriteAsync("gbk", gbk.GetBytes(text), "gbkpump"));
        await using var page = await scene.OpenAsync(link);
        await page.AssertHitIsInSightAsync();
        Assert.Equal("ERROR gbkpump 水泵坏了，请立即检查\n", await page.TextAsync("#hit"));
        Assert.Contains("上一行：一切正常 99", await page.TextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("GB18030", await page.TextAsync("dl"), StringComparison.Ordinal);
        await page.ScreenshotAsync("gbk");
    }

    [Fact]
    public async Task A_line_of_a_megabyte_is_folded_and_cut_and_says_so()
    {
        var link = await OnlyLinkAsync("long", $"before it\nERROR longpump {new string('x', 1_000_000)}\nafter it\n", "longpump");
        await using var page = await scene.OpenAsync(link);
        await page.AssertHitIsInSightAsync();
        var hit = await page.TextAsync("#hit");
        Assert.StartsWith("ERROR longpump xxxx", hit, StringComparison.Ordinal);
        Assert.Contains("letters of 1,000,015 bytes", hit, StringComparison.Ordinal);
        Assert.InRange(hit.Length, 1000, 10_000);
        Assert.Contains("after it", await page.TextAsync("main"), StringComparison.Ordinal);
        await page.ScreenshotAsync("long");
    }

    [Fact]
    public async Task What_a_hostile_line_says_is_shown_and_not_done()
    {
        const string Line = "ERROR hostilepump <script>alert(1)</script></pre></main><img src=http://evil.example/x onerror=alert(2)>"
            + "<style>#hit{display:none}</style> [tap](http://evil.example) **bold** &lt; \u001b[31mred\u001b[0m a\rb"
            + " \u202eesrever\u202c \u2066x\u2069 \u200bhidden 😀 <a href=\"javascript:alert(3)\" autofocus onfocus='alert(4)'>x</a>";
        var link = await OnlyLinkAsync("hostile", $"<h1>before\n{Line}\n<!-- after\n<script>alert(5)</script>\n", "hostilepump");
        await using var page = await scene.OpenAsync(link);
        await page.AssertHitIsInSightAsync();
        var shown = Line.Replace("\u001b", @"\x1b", StringComparison.Ordinal).Replace("\r", @"\x0d", StringComparison.Ordinal);
        foreach (var unseen in "\u202e\u202c\u2066\u2069\u200b")
            shown = shown.Replace($"{unseen}", $@"\u{(int)unseen:x4}", StringComparison.Ordinal);
        Assert.Equal(shown + "\n", await page.TextAsync("#hit"));
        Assert.Equal($"<h1>before\n{shown}\n<!-- after\n<script>alert(5)</script>\n",
            string.Concat(await page.View.Locator("main > pre").AllTextContentsAsync()));
        Assert.Equal(0, await page.View.Locator("script, img, a, main style, main h1").CountAsync());
        Assert.Empty(page.Dialogs);
        page.AssertItBringsAllThatItNeeds();
        await page.ScreenshotAsync("hostile");
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(255, 255, 255)")]
    [InlineData(ColorScheme.Dark, "rgb(13, 17, 23)")]
    public async Task Light_or_dark_is_the_phones_choice_and_both_can_be_read(ColorScheme scheme, string background)
    {
        var word = $"{scheme}pump";
        var link = await OnlyLinkAsync(word, $"before\nERROR {word} broke \u001b[1m\nafter\n", word);
        await using var page = await scene.OpenAsync(link, scheme: scheme);
        await page.AssertHitIsInSightAsync();
        Assert.Equal(background, await page.StyleAsync("body", "backgroundColor"));
        var hit = await page.StyleAsync("#hit", "backgroundColor");
        // What WCAG asks of text.
        Assert.InRange(Wcag.Contrast(await page.StyleAsync("body", "color"), background), 4.5, 21);
        Assert.InRange(Wcag.Contrast(await page.StyleAsync("#hit", "color"), hit), 4.5, 21);
        Assert.InRange(Wcag.Contrast(await page.StyleAsync("#hit i", "color"), hit), 4.5, 21);
        Assert.InRange(Wcag.Contrast(await page.StyleAsync("dt", "color"), background), 4.5, 21);
        await page.ScreenshotAsync(scheme == ColorScheme.Dark ? "dark" : "light");
    }

    [Fact]
    public async Task Each_sample_of_a_message_has_its_own_link_and_a_cut_one_opens_a_plain_no()
    {
        var text = string.Concat(Enumerable.Range(1, 3).Select(i => $"{Lines("between", 3)}ERROR groupedpump broke after {i}0 ms\n"));
        var links = await scene.WriteAsync("grouped", Encoding.UTF8.GetBytes(text), "groupedpump");
        Assert.Equal(3, links.Length);
        var hits = new List<string>();
        foreach (var link in links)
        {
            await using var page = await scene.OpenAsync(link);
            await page.AssertHitIsInSightAsync();
            hits.Add((await page.TextAsync("#hit")).TrimEnd());
        }

        Assert.Equal(Enumerable.Range(1, 3).Select(i => $"ERROR groupedpump broke after {i}0 ms"), hits.Order());

        var token = MessageLinks.TokenOf(links[0]);
        await using var refused = await scene.OpenAsync(links[0].Replace(token, token[..^1], StringComparison.Ordinal));
        Assert.Equal(404, refused.Status);
        Assert.DoesNotContain("pump", await refused.TextAsync("body"), StringComparison.Ordinal);
        await refused.AssertFitsAsync();
        await refused.ScreenshotAsync("refused");
    }

    private async Task<string> OnlyLinkAsync(string name, string content, string word) =>
        Assert.Single(await scene.WriteAsync(name, Encoding.UTF8.GetBytes(content), word));

    private async Task AssertShownAsync(string link, string word, string file, string screen)
    {
        await using var page = await scene.OpenAsync(link);
        await page.AssertHitIsInSightAsync();
        Assert.Equal($"ERROR {word} broke\n", await page.TextAsync("#hit"));
        Assert.Contains("before 99", await page.TextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(file, await page.TextAsync("dd >> nth=1"));
        await page.ScreenshotAsync(screen);
    }

    private static string Lines(string word, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"2026-03-01 12:00:00 INFO {word} {i}\n"));

    private static async Task GzipAsync(string path)
    {
        await using (var from = File.OpenRead(path))
        await using (var to = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            await from.CopyToAsync(to);
        File.Delete(path);
    }
}
