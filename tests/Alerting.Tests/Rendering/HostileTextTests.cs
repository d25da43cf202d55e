using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dachshund.Alerting.Tests.Rendering;

public sealed partial class HostileTextTests
{
    private const string Zw = "\u200b";

    public static TheoryData<string, string, string> Markdown { get; } = new()
    {
        // line, in DingTalk's Markdown, in common Markdown
        { "![x](http://e.vil/p.png)", @"\!\[x\]\(http:␣//e.vil/p.png\)", @"\!\[x\]\(http:␣//e.vil/p.png\)" },
        { "[click](https://e.vil)", @"\[click\]\(https:␣//e.vil\)", @"\[click\]\(https:␣//e.vil\)" },
        { "see www.e.vil or WWW.e.vil", "see www␣.e.vil or WWW␣.e.vil", "see www␣.e.vil or WWW␣.e.vil" },
        { "# big", @"\# big", @"\# big" },
        { "**b** *i* __u__ `c`", @"\*\*b\*\* \*i\* \_\_u\_\_ \`c\`", @"\*\*b\*\* \*i\* \_\_u\_\_ \`c\`" },
        { "> quote", @"\> quote", @"\> quote" },
        { "- item", "- item", "- item" },
        { @"\# \[", @"\\\# \\\[", @"\\\# \\\[" },
        { "~~gone~~ | a | b |", "~~gone~~ | a | b |", @"\~\~gone\~\~ \| a \| b \|" },
        { "<font color=red>x</font>", "<␣font color=red\\>x<␣/font\\>", "&lt;font color=red\\>x&lt;/font\\>" },
        { "a &lt; b", "a &lt; b", "a &amp;lt; b" },
        { "@all @13800000000 @u042 a@b.c ＠all", "@␣all @␣13800000000 @␣u042 a@␣b.c ＠␣all", "@␣all @␣13800000000 @␣u042 a@␣b.c ＠␣all" },
        { "a\r\n\n# new block", @"a\\r\\n\\n\# new block", @"a\\r\\n\\n\# new block" },
    };

    [Theory]
    [MemberData(nameof(Markdown))]
    public void Markdown_in_a_line_is_read_as_itself(string line, string dingTalk, string common)
    {
        Assert.Equal($"> 03:00:00 {dingTalk}  ", LogLine(MessageFormat.DingTalkMarkdown, line));
        Assert.Equal($"> 03:00:00 {common}  ", LogLine(MessageFormat.Markdown, line));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("<img src=x onerror='a()' \"b\">", "&lt;img src=x onerror=&#39;a()&#39; &quot;b&quot;&gt;")]
    [InlineData("a &amp; b", "a &amp;amp; b")]
    [InlineData("@all http://e.vil", "@␣all http:␣//e.vil")]
    public void Html_in_a_line_is_read_as_itself(string line, string escaped) =>
        Assert.Equal($"<div dir=\"ltr\">&gt; 03:00:00 {escaped}</div>", LogLine(MessageFormat.Html, line));

    public static TheoryData<string, string> Hidden { get; } = new()
    {
        { "\u001b[31mred\u001b[0m", @"\x1b[31mred\x1b[0m" },
        { "\u001b]0;title\u0007", @"\x1b]0;title\x07" },
        { "\u009b31m", @"\x9b31m" },
        { "bell\u0007 back\b nul\0 del\u007f", @"bell\x07 back\x08 nul\x00 del\x7f" },
        { "safe\u202efdp.exe", @"safe\u202efdp.exe" },
        { "\u2066iso\u2069 \u200e\u200f\u061c", @"\u2066iso\u2069 \u200e\u200f\u061c" },
        { "zero\u200bwidth\ufeff\u00ad\u2060", @"zero\u200bwidth\ufeff\u00ad\u2060" },
        { "tag\U000e0041", @"tag\ue0041" },
        { "line\u2028sep\u2029\u0085", @"line\u2028sep\u2029\x85" },
        { "lone \ud800 half", "lone \ufffd half" },
        { "a\tb\r\nc", @"a b\r\nc" },
        { "مرحبا بالعالم", "مرحبا بالعالم" },
        { "家族 👨‍👩‍👧 ok", "家族 👨‍👩‍👧 ok" },
        { "z\u0301\u0301\u0301\u0301\u0301\u0301\u0301!", "z\u0301\u0301\u0301\u0301!" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void What_cannot_be_seen_is_shown_and_a_terminal_is_not_steered(string line, string shown) =>
        Assert.Equal("    " + shown, LogLine(MessageFormat.Plain, line));

    [Theory]
    [MemberData(nameof(Hidden))]
    public void No_format_lets_a_control_or_a_bidi_character_through(string line, string shown)
    {
        Assert.NotEmpty(shown);
        foreach (var format in Rendered.Formats)
        {
            var hostile = Some.Match(host: line, rule: line, template: line) with { Samples = [Some.Sample(line, line)] };
            var message = Rendered.Message(format, hostile, hostile with { Host = "b" }, Some.Presence("info", "x") with { Kind = "task" });
            Assert.DoesNotMatch(Unseen(), message.Title.Replace(Zw, "", StringComparison.Ordinal));
            Assert.DoesNotMatch(Unseen(), message.Body.Replace(Zw, "", StringComparison.Ordinal).Replace('\n', ' '));
        }
    }

    [Fact]
    public void Names_and_paths_and_details_are_escaped_as_lines_are()
    {
        const string evil = "<b>@all [x](http://e.vil)";
        foreach (var kind in (string[])["match", "offline", "task", "lost-bytes"])
        {
            var notice = new Notice
            {
                Kind = kind, Host = evil, Input = evil, Rule = evil, Template = evil, Count = 2,
                Samples = [new NoticeSample(evil, evil, Text: evil)],
            };
            foreach (var again in (bool[])[false, true])
                foreach (var format in (MessageFormat[])[MessageFormat.DingTalkMarkdown, MessageFormat.Markdown, MessageFormat.Html])
                {
                    var message = Rendered.Message(format, notice with { Again = again }, notice with { Again = again, Host = "b" });
                    Assert.DoesNotContain("@all", message.Title + message.Body, StringComparison.Ordinal);
                    Assert.DoesNotContain("<b>@", message.Body, StringComparison.Ordinal);
                    Assert.True(format == MessageFormat.Html || !message.Body.Contains("[x]", StringComparison.Ordinal), message.Body);
                    Assert.DoesNotContain("http://", message.Body, StringComparison.Ordinal);
                }
        }
    }

    [Fact]
    public void A_line_of_a_terminal_is_the_logs_own_even_with_an_at_sign() =>
        Assert.Equal("    mail a@b.c http://x", LogLine(MessageFormat.Plain, "mail a@b.c http://x"));

    [Fact]
    public void Plain_text_for_a_chat_breaks_mentions_too()
    {
        var channel = Some.Channel(format: MessageFormat.Plain) with { BreaksMentions = true };
        var message = Rendered.Message(channel, Some.Render(), notices: Some.Match() with { Samples = [Some.Sample(text: "@all")] });
        Assert.Contains($"@{Zw}all", message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_megabyte_is_cut_at_a_width()
    {
        foreach (var format in Rendered.Formats)
            Assert.InRange(Rendered.OfLine(format, new string('x', 1 << 20)).Body.Length, 300, 1200);
    }

    [Theory]
    [InlineData(MessageFormat.Plain)]
    [InlineData(MessageFormat.DingTalkMarkdown)]
    [InlineData(MessageFormat.Markdown)]
    [InlineData(MessageFormat.Html)]
    public void A_body_never_takes_more_bytes_than_it_may_and_says_that_it_was_cut(MessageFormat format)
    {
        string[] fillers = ["x", "\"\\", "磁", "👨‍👩‍👧", "<&>", "\u0001", "*_", "@", "\u3000", "\ue000"];
        foreach (var filler in fillers)
            for (var max = 600; max <= 3000; max += 137)
            {
                var line = string.Concat(Enumerable.Repeat(filler, 600));
                var channel = Some.Channel(format: format) with { BodyBytesMax = max };
                var notice = Some.Match(template: filler, count: 9) with { Samples = [.. Enumerable.Repeat(Some.Sample(text: line), 20)] };
                var message = Rendered.Message(channel, Some.Render(MessageLanguage.Both), linesMax: 20, notices: notice);
                var bytes = JsonEncodedText.Encode(message.Body, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
                Assert.InRange(bytes, 1, max);
                Assert.Equal(message.Body, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message.Body)));
                Assert.Contains("cut", message.Body, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void A_marked_repeat_still_fits()
    {
        foreach (var format in Rendered.Formats)
        {
            var channel = Some.Channel(format: format) with { BodyBytesMax = 900, TitleCharsMax = 60 };
            var store = new Store();
            var book = new AlertBook(new AlertingOptions { GroupWait = TimeSpan.Zero }, [channel], Some.Render());
            book.Fold(Some.Match() with { Samples = [Some.Sample(text: new string('磁', 5000))] }, Some.Start);
            var first = Assert.Single(book.TakeDue(Some.Start, _ => true, "a"));
            store.Commit(book);
            var next = store.Load(new AlertBook(new AlertingOptions(), [channel], Some.Render()));
            var again = Assert.Single(next.TakeDue(Some.Start, _ => true, "b"));
            Assert.True(again.PossibleRepeat && again.DeliveryId == first.DeliveryId);
            var bytes = JsonEncodedText.Encode(again.Body, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
            Assert.InRange(bytes, 1, 900);
            Assert.InRange(again.Title.Length, 1, 60);
            Assert.Contains("(可能重复 / may be a repeat)", again.Title, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cut_leaves_no_half_of_an_emoji()
    {
        for (var n = 280; n < 310; n++)
        {
            var body = Rendered.OfLine(MessageFormat.DingTalkMarkdown, new string('x', n) + "👍👍👍👍👍👍👍👍👍👍👍👍").Body;
            Assert.DoesNotContain("\ufffd", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(body)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(MessageFormat.Plain)]
    [InlineData(MessageFormat.DingTalkMarkdown)]
    public void A_required_keyword_is_in_title_and_text_even_when_both_are_cut(MessageFormat format)
    {
        var channel = Some.Channel(format: format) with { RequiredKeywords = ["告警_x", "监控"], BodyBytesMax = 700 };
        Notice[] kinds =
        [
            Some.Match(rule: new string('r', 200)) with { Samples = [Some.Sample(text: new string('*', 5000))] },
            Some.Presence("recovered", "web-1"),
            Some.Match(count: 2) with { Again = true },
        ];
        foreach (var notice in kinds)
        {
            var message = Rendered.Message(channel, Some.Render(), notices: notice);
            Assert.Contains("告警_x", message.Title, StringComparison.Ordinal);
            Assert.Contains("告警_x", message.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_title_is_one_short_line_with_the_essentials()
    {
        foreach (var format in Rendered.Formats.Where(f => f != MessageFormat.Plain))
        {
            var title = Rendered.Message(format, Some.Match(template: new string('t', 500) + "\n", count: 17)).Title;
            Assert.InRange(title.Length, 1, 60);
            Assert.StartsWith("[ERROR] app/error ×17 db-3: ttt", title, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', title);
        }
    }

    [Theory]
    [InlineData("https://h:4406/c/abc-_~.?x=1&y=2", true)]
    [InlineData("https://[fd00::2]:4406/l/abc", true)]
    [InlineData("https://[fd00::2]:4406/l/a]b", false)]
    [InlineData("https://[click](x)/l/a", false)]
    [InlineData("https://[click]/l/a", false)]
    [InlineData("https://]", false)]
    [InlineData("https://[", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://h/a b", false)]
    [InlineData("https://h/a)b", false)]
    [InlineData("https://h/\"><script>", false)]
    [InlineData(null, false)]
    public void A_link_is_written_only_if_it_cannot_break_out(string? address, bool isWritten)
    {
        foreach (var format in Rendered.Formats)
        {
            var body = Rendered.Message(
                Some.Channel(format: format), Some.Render() with { Link = _ => address }, notices: Some.Match()).Body;
            var written = format == MessageFormat.DingTalkMarkdown
                ? $"(dingtalk://dingtalkclient/page/link?url={Uri.EscapeDataString(address ?? "")}&pc_slide=false)"
                : address;
            Assert.Equal(isWritten, written is not null && body.Contains(written, StringComparison.Ordinal));
            Assert.Equal(isWritten, body.Contains(format == MessageFormat.Plain ? "https:" : "open the log", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_channel_that_shows_no_links_gets_none()
    {
        var channel = Some.Channel(format: MessageFormat.Plain) with { ShowsLinks = false };
        var body = Rendered.Message(channel, Some.Render() with { Link = _ => "https://h/l/t" }, notices: Some.Match()).Body;
        Assert.DoesNotContain("https:", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_comes_without_its_link_where_only_the_line_has_room()
    {
        foreach (var format in Rendered.Formats.Where(format => format != MessageFormat.Plain))
        {
            var link = "https://h/l/" + new string('t', 400);
            var notice = Some.Match(template: "disk") with { Samples = [new NoticeSample(Host: "db-3", Text: "ERROR disk full")] };
            var roomy = Rendered.Message(Some.Channel(format: format), Some.Render() with { Link = _ => link }, notices: notice).Body;
            Assert.Contains("https", roomy, StringComparison.Ordinal);
            var narrow = Rendered.Message(
                Some.Channel(format: format) with { BodyBytesMax = 600 }, Some.Render() with { Link = _ => link }, notices: notice).Body;
            Assert.DoesNotContain("https", narrow, StringComparison.Ordinal);
            Assert.Contains("ERROR disk full", narrow, StringComparison.Ordinal);
        }
    }

    private static string LogLine(MessageFormat format, string line)
    {
        var body = Rendered.OfLine(format, line).Body.Replace("</div>", "</div>\n", StringComparison.Ordinal);
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var last = format == MessageFormat.Plain ? lines[^1] : lines[^2];
        return last.Replace(Zw, "␣", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40")]
    private static partial Regex Unseen();
}
