using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dachshund.Context.Pages;

namespace Dachshund.Context.Tests.Pages;

public sealed partial class PageRendererTests
{
    private static readonly ContextPage s_page = new()
    {
        Language = PageLanguage.English,
        Host = "web-1",
        Time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(8)),
        Offset = 9_876_543_210,
        Path = "/var/log/app.log.1.gz",
        Encoding = "GB18030",
        Lines = [new PageLine("before", false), new PageLine("ERROR 磁盘已满", true), new PageLine("  at x", true), new PageLine("after", false)],
    };

    [Fact]
    public void Page_shows_where_and_when_and_marks_the_hit()
    {
        var html = PageRenderer.Render(s_page);
        foreach (var part in new[]
        {
            "<html lang=\"en\">", "<title>web-1 · 2026-03-04 05:06:07.089 +08:00</title>", "width=device-width",
            "<dd>9,876,543,210</dd>", "<dd>/var/log/app.log.1.gz</dd>", "<dd>GB18030</dd>",
            "<pre>\nbefore\n</pre>\n<pre id=\"hit\" tabindex=\"-1\" autofocus>\nERROR 磁盘已满\n  at x\n</pre>\n<pre>\nafter\n</pre>",
        })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("…", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("</pre><img src=x onerror=alert(1)>", "&lt;/pre&gt;&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("\" autofocus onfocus='x' &lt; &#60;", "&quot; autofocus onfocus=&#39;x&#39; &amp;lt; &amp;#60;")]
    [InlineData("**bold** [a](javascript:x) `c` # h", "**bold** [a](javascript:x) `c` # h")]
    [InlineData("\u001b[31mred\u001b[0m\u001b]0;title\u0007", "<i>\\x1b</i>[31mred<i>\\x1b</i>[0m<i>\\x1b</i>]0;title<i>\\x07</i>")]
    [InlineData("a\0b\rc\u007fd\u0085e\tf", "a<i>\\x00</i>b<i>\\x0d</i>c<i>\\x7f</i>d<i>\\u0085</i>e\tf")]
    [InlineData("user\u202etxt.exe\u202c \u2066x\u2069 \u200f\u061c", "user<i>\\u202e</i>txt.exe<i>\\u202c</i> <i>\\u2066</i>x<i>\\u2069</i> <i>\\u200f</i><i>\\u061c</i>")]
    [InlineData("a\u200bb\ufeffc\u00add\u2028e\u2029f", "a<i>\\u200b</i>b<i>\\ufeff</i>c<i>\\u00ad</i>d<i>\\u2028</i>e<i>\\u2029</i>f")]
    [InlineData("\ue000 \U000e0041 \ufffe", "<i>\\ue000</i> <i>\\u{e0041}</i> <i>\\ufffe</i>")]
    [InlineData("x\ufffdy 😀 ﷽ e\u0301 中文", "x\ufffdy 😀 ﷽ e\u0301 中文")]
    [InlineData("literal \\x1b stays", "literal \\x1b stays")]
    public void Hostile_text_shows_as_text(string text, string html)
    {
        Assert.Contains($"autofocus>\n{html}\n</pre>", PageRenderer.Render(s_page with { Lines = [new PageLine(text, true)] }), StringComparison.Ordinal);
        var elsewhere = PageRenderer.Render(s_page with { Host = text, Path = text, Encoding = text });
        Assert.Equal(3, elsewhere.Split($">{html}</").Length - 1);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_shown_as_an_escape()
    {
        var html = PageRenderer.Render(s_page with { Lines = [new PageLine("a\ud83db\ude00", true)] });
        Assert.Contains("a<i>\\ud83d</i>b<i>\\ude00</i>\n", html, StringComparison.Ordinal);
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(html);
    }

    [Fact]
    public void Any_text_makes_no_element_and_no_sign_that_is_not_seen()
    {
        var random = new Random(13);
        var pieces = new[] { "<", ">", "\"", "'", "&", "\u001b", "\u202e", "<!--", "]]>", "</pre>", "<script", "a", "\ud800", "😀", "\0" };
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 30)));
            var html = PageRenderer.Render(s_page with { Host = text, Lines = [new PageLine(text, i % 2 == 0)] });
            Assert.DoesNotMatch(Unwanted(), html);
            Assert.All(Elements().Matches(html), match => Assert.Contains(match.Groups[1].Value, (string[])
            [
                "!DOCTYPE", "html", "head", "meta", "link", "title", "style", "body", "h1", "dl", "dt", "dd", "main", "pre", "i",
            ]));
        }
    }

    [Fact]
    public void Empty_first_line_is_kept()
    {
        // HTML drops a line break right behind the tag: ours.
        var html = PageRenderer.Render(s_page with { Lines = [new PageLine("", true), new PageLine("x", true)] });
        Assert.Contains("autofocus>\n\nx\n</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var html = PageRenderer.Render(s_page with
        {
            Lines = [new PageLine("ERR", true, LengthBytes: 1_048_576)],
            HasMoreBefore = true,
            HasMoreAfter = true,
            HitBytesLeftOut = 70_000,
        });
        Assert.Contains("ERR<small> … the first 3 letters of 1,048,576 bytes are shown</small>\n", html, StringComparison.Ordinal);
        Assert.Contains("<small>… 70,000 more bytes of the hit are left out</small>", html, StringComparison.Ordinal);
        Assert.Contains("<p>… the file has more before this</p>", html, StringComparison.Ordinal);
        Assert.Contains("<p>… the file has more after this</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_of_a_file_that_is_gone_says_so_in_each_language()
    {
        var page = s_page with { IsSample = true, Path = "", Encoding = "" };
        Assert.Contains("The file is gone", PageRenderer.Render(page), StringComparison.Ordinal);
        Assert.Contains("原文件已不在", PageRenderer.Render(page with { Language = PageLanguage.Chinese }), StringComparison.Ordinal);
        var both = PageRenderer.Render(page with { Language = PageLanguage.Both });
        Assert.Contains("随告警保存的样本。 / The file is gone", both, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", both, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>编码", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_tell_nothing_and_are_as_safe()
    {
        var notFound = PageRenderer.RenderRefusal(RefusalStatus.NotFound, PageLanguage.English);
        Assert.Contains("<h1>Nothing here</h1>\n<p>This link opens nothing.", notFound, StringComparison.Ordinal);
        Assert.Contains("Not allowed.", PageRenderer.RenderRefusal(RefusalStatus.Forbidden, PageLanguage.English), StringComparison.Ordinal);
        Assert.Contains("打不开", PageRenderer.RenderRefusal(RefusalStatus.NotFound, PageLanguage.Chinese), StringComparison.Ordinal);
        Assert.Equal(notFound, PageRenderer.RenderRefusal(RefusalStatus.NotFound, PageLanguage.English));
        Assert.Equal((403, 404), ((int)RefusalStatus.Forbidden, (int)RefusalStatus.NotFound));
    }

    [Fact]
    public void Headers_allow_the_page_its_style_and_nothing_else()
    {
        var headers = PageHeaders.All.ToDictionary();
        var style = Style().Match(PageRenderer.Render(s_page)).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            headers["Content-Security-Policy"]);
        Assert.Equal("text/html; charset=utf-8", headers["Content-Type"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("no-store", headers["Cache-Control"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.Equal("DENY", headers["X-Frame-Options"]);
        Assert.DoesNotContain(" style=", PageRenderer.Render(s_page), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", PageRenderer.Render(s_page), StringComparison.Ordinal);
    }

    [GeneratedRegex("[\\0\\e\u202e]")]
    private static partial Regex Unwanted();

    [GeneratedRegex("</?([^ >/]+)")]
    private static partial Regex Elements();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
