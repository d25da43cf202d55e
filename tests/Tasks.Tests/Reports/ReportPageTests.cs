using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Dachshund.Tasks.Reports;

namespace Dachshund.Tasks.Tests.Reports;

/// <summary>The report as HTML.</summary>
public sealed partial class ReportPageTests
{
    private const string Hostile = "</pre></title></style><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"
        + " & &lt; \"q\" 'a' [tap](http://evil.example) **bold** `code` @all \u001b[31mred\u0007 a\rb \u202eesrever\u202c \u2066x\u2069"
        + " \u200bhidden \0 \ud800 \udc00 😀 漢 \ue000 \u2028";

    private const string Shown = "</pre></title></style><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"
        + " & &lt; \"q\" 'a' [tap](http://evil.example) **bold** `code` @all \\x1b[31mred\\x07 a\\rb \\u202eesrever\\u202c \\u2066x\\u2069"
        + " \\u200bhidden \\x00 \\ud800 \\udc00 😀 漢 \\ue000 \\u2028";

    private static readonly string[] s_own =
    [
        "html", "head", "meta", "link", "title", "style", "body", "p", "h1", "h2", "dl", "dt", "dd", "main", "section", "ul", "li", "span",
        "b", "a", "small", "pre", "i", "svg", "polyline", "circle", "details", "summary", "footer",
    ];

    [Fact]
    public void All_is_well_is_the_first_thing_that_it_says_and_the_rest_is_folded()
    {
        var report = Some.QuietReport();
        var html = ReportPage.Render(report.Against(report), ReportLanguage.En);
        Assert.Contains("<h1 class=\"g\">All is well: 4 devices, 12 tasks</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<title>Daily report 2026-11-22: All is well: 4 devices, 12 tasks</title>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Devices</dt><dd>OK 4</dd>\n<dt>Tasks</dt><dd>OK 12</dd>\n</dl>", html, StringComparison.Ordinal);
        Assert.Contains("No problems in the logs; no bytes lost; no files removed", html, StringComparison.Ordinal);
        Assert.Equal(16, Folded().Matches(html).Sum(folded => Rows().Count(folded.Value)));
        Assert.Equal(16, Rows().Count(html));
    }

    [Fact]
    public void What_is_not_well_is_told_the_worst_first_against_the_last_report()
    {
        var last = Some.QuietReport() with { Devices = [new("respi", DeviceState.Ok), new("alisrv", DeviceState.Lost)] };
        var html = ReportPage.Render(Some.FullReport().Against(last.Against(null)), ReportLanguage.En);
        Assert.Contains("<h1>1 device lost, 1 device with errors, 3 tasks not well, 1 problem in the logs, 1 file lost bytes, "
            + "1 channel in trouble, 1 warning</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<dd>LOST 1 · ERR 1 (+1) · OK 2 (+1)</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dd>LOST 1 (+1) · LATE 1 (+1) · ERR 1 (+1) · OK 1 (-11) · NEW 1 (+1)</dd>", html, StringComparison.Ordinal);
        var text = Text(html);
        var places = new[]
        {
            "LOST respi pi@192.168.1.9 last seen 11-22 02:00 · was OK", "ERR comsrv", "OK 2", "OK alisrv root@alisrv last seen 11-22 10:59 · was LOST",
            "LOST nightly backupsrv · no sign ever", "LATE weekly", "ERR mysql", "NEW learned", "OK 1", "OK nginx",
            "ERROR ×1,227 comsrv, alisrv, 3 more · app", "by day 11-16 – 11-22: 0, 3, 0, 12, 800, 40, 1,227", "WARNING ×7", "… 2 more",
            "comsrv 120.6 KB · /var/log/app.log", "ops sent 40 · failed 3 · waiting 5", "mail sent 12", "alisrv 31 files · 4.8 MB · /srv/drop",
            "alerting differs", "2026-11-21 11:00 – 2026-11-22 11:00, times of Asia/Shanghai",
        };
        var at = 0;
        foreach (var place in places)
        {
            var found = text.IndexOf(place, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{place} is not in what follows: {text[at..]}");
            at = found + place.Length;
        }

        Assert.Equal(3, Folded().Matches(html).Sum(folded => Rows().Count(folded.Value)));
        Assert.Contains("<polyline fill=\"none\"", html, StringComparison.Ordinal);
    }

    /// <summary>Names are cut: the long text is whole in the two details, the template, the path, the problem, the folder and the
    /// warning; the short one also in each name.</summary>
    [Fact]
    public void Whatever_comes_from_outside_is_text_that_can_be_seen()
    {
        // Names are cut: the long text is whole in two details, a template, a path, a problem, a folder and a warning.
        (string Text, string Shown, int Times)[] all =
            [(Hostile, Shown, 7), ("</b><script>x</script>\u001b\ud800&\"'", "</b><script>x</script>\\x1b\\ud800&\"'", 17)];
        foreach (var (hostile, shown, times) in all)
        {
            foreach (var language in Enum.GetValues<ReportLanguage>())
            {
                var html = ReportPage.Render(HostileReport(hostile).Against(HostileReport("other")), language);
                Assert.Superset(Tags().Matches(html).Select(tag => tag.Groups[1].Value).ToHashSet(), s_own.Append("!DOCTYPE").ToHashSet());
                Assert.Equal(html.Count(sign => sign == '<'), Tags().Count(html));
                Assert.Equal(html.Count(sign => sign == '>'), Tags().Count(html));
                Assert.DoesNotContain(html.EnumerateRunes(), IsUnseen);
                Assert.Equal(html, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(html)));
                Assert.Equal(times, Text(html).Split(shown).Length - 1);
                Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void What_looks_like_an_escape_differs_from_one()
    {
        var report = Some.Report() with { Warnings = ["\u001b and \\x1b"] };
        Assert.Contains("<pre>\n<i>\\x1b</i> and \\x1b</pre>", ReportPage.Render(report, ReportLanguage.En), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lines_of_a_detail_stay_lines_and_those_of_a_name_do_not()
    {
        var report = Some.Report() with { Devices = [new("a\nb", DeviceState.Lost) { Detail = "\none\r\ntwo\rthree\n" }] };
        var html = ReportPage.Render(report, ReportLanguage.En);
        Assert.Contains("<b>a<i>\\n</i>b</b>", html, StringComparison.Ordinal);
        Assert.Contains("<pre>\n\none\ntwo<i>\\r</i>three\n</pre>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root@alisrv", true)]
    [InlineData("pi@192.168.1.9:2222", true)]
    [InlineData("deploy_1.x@[2001:db8::1]:22", true)]
    [InlineData("alisrv", false)]
    [InlineData("root@", false)]
    [InlineData("@alisrv", false)]
    [InlineData("-oProxyCommand=x@alisrv", false)]
    [InlineData("root@-alisrv", false)]
    [InlineData("root@alisrv -p 22", false)]
    [InlineData("root@alisrv\n", false)]
    [InlineData("root@alisrv:22:23", false)]
    [InlineData("root@alisrv:port", false)]
    [InlineData("root@alisrv/../x", false)]
    [InlineData("root@alisrv\"onclick=\"x", false)]
    [InlineData("root:pass@alisrv", false)]
    [InlineData("röot@alisrv", false)]
    [InlineData("root@ａlisrv", false)]
    [InlineData("ssh://root@alisrv", false)]
    public void An_address_is_a_link_only_if_it_is_nothing_but_one(string ssh, bool isLink)
    {
        var report = Some.Report() with { Devices = [new("alisrv", DeviceState.Lost) { Ssh = ssh }] };
        var html = ReportPage.Render(report, ReportLanguage.En);
        Assert.Equal(isLink, html.Contains($"<a href=\"ssh://{ssh}\">{ssh}</a>", StringComparison.Ordinal));
        Assert.Equal(isLink, html.Contains("<a ", StringComparison.Ordinal));
        Assert.Contains(ssh.TrimEnd('\n'), WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public void It_brings_all_that_it_needs()
    {
        var html = ReportPage.Render(Some.FullReport().Against(null), ReportLanguage.Both);
        Assert.Equal(["data:,", "ssh://pi@192.168.1.9", "ssh://root@comsrv:2222", "ssh://root@alisrv"],
            Addresses().Matches(html).Select(match => match.Groups[1].Value));
        Assert.DoesNotMatch("https?:|@import|url\\(|<script|style=| on[a-z]+=", html);
        Assert.Contains($"default-src 'none'; style-src '{ReportPage.StyleHash}';", html, StringComparison.Ordinal);
        var style = Style().Match(html).Groups[1].Value;
        Assert.Equal(ReportPage.StyleHash,
            "sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style))));
    }

    [Fact]
    public void Its_own_words_are_of_the_language()
    {
        var empty = Some.FullReport() with
        {
            Tasks = [.. Some.FullReport().Tasks.Select(task => task with { Host = "1", Name = "2", Detail = "" })],
            Devices = [.. Some.FullReport().Devices.Select(device => device with { Host = "1", Ssh = "", Detail = "" })],
            Problems = [.. Some.FullReport().Problems.Select(problem => problem with { Hosts = [], Rule = "", Template = "3" })],
            Losses = [], Removals = [], Channels = [new("4", 1, 1, 1)], Warnings = ["5"], IsDraft = true,
        };
        var report = empty.Against(Some.QuietReport().Against(null));
        Assert.DoesNotMatch(@"[\u2e80-\uffff]", ReportPage.Render(report, ReportLanguage.En));
        Assert.Equal(["Asia", "Dachshund", "Shanghai"],
            Words().Matches(Text(ReportPage.Render(report, ReportLanguage.Zh))).Select(word => word.Value).Distinct().Order());
        var both = Text(ReportPage.Render(report, ReportLanguage.Both));
        Assert.Contains("日报草稿 2026-11-22 / Draft report 2026-11-22", both, StringComparison.Ordinal);
        Assert.Contains("失联 LOST", both, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", ReportPage.Render(report, ReportLanguage.En), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-CN\">", ReportPage.Render(report, ReportLanguage.Both), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_of_the_reports_zone_and_an_hour_that_comes_twice_says_which()
    {
        var report = Some.Report() with
        {
            Zone = "Europe/Berlin",
            Day = new DateOnly(2026, 10, 25),
            Devices =
            [
                new("a", DeviceState.Lost) { LastSeen = new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero) },
                new("b", DeviceState.Lost) { LastSeen = new DateTimeOffset(2025, 12, 31, 22, 59, 59, TimeSpan.Zero) },
                new("c", DeviceState.Lost) { LastSeen = DateTimeOffset.MinValue },
                new("d", DeviceState.Lost) { LastSeen = DateTimeOffset.MaxValue },
            ],
        };
        var text = Text(ReportPage.Render(report, ReportLanguage.En));
        Assert.Contains("a last seen 10-25 02:30 +01:00", text, StringComparison.Ordinal);
        Assert.Contains("b last seen 2025-12-31 23:59", text, StringComparison.Ordinal);
        foreach (var none in new[] { "Mars/Olympus", "", "/usr/share/zoneinfo/Asia/Tokyo", "../zoneinfo/Asia/Tokyo" })
        {
            text = Text(ReportPage.Render(report with { Zone = none }, ReportLanguage.En));
            Assert.Contains("a last seen 10-25 01:30", text, StringComparison.Ordinal);
            Assert.Contains("times of UTC", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void However_much_comes_in_the_page_is_bounded_and_says_what_it_leaves_out()
    {
        var text = string.Concat(Enumerable.Repeat("'<&>\u001b", 200_000));
        var report = Some.Report() with
        {
            Devices = [.. Enumerable.Range(0, 3000).Select(i => new ReportedDevice($"h{i}", DeviceState.Lost) { Detail = text })],
            Tasks = [.. Enumerable.Range(0, 6000).Select(i => new ReportedTask("h", $"t{i}", TaskState.Ok))],
            Warnings = [.. Enumerable.Repeat(text, 200)],
        };
        var html = ReportPage.Render(report, ReportLanguage.Both);
        Assert.InRange(html.Length, 100_000, 3_000_000);
        Assert.Matches("未列出 / not listed: 失联 LOST [0-9,]+<", html);
        Assert.Matches("未列出 / not listed: 正常 OK [0-9,]+<", html);
        Assert.Contains("3,000", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_was_stored_can_be_shown()
    {
        var json = Some.FullReport().Against(null).ToJson();
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var changed = json.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next('0', 'z');
            DailyReport? report = null;
            try
            {
                report = DailyReport.FromJson(changed);
            }
            catch (FormatException)
            {
                continue;
            }

            Assert.NotEmpty(ReportPage.Render(report, ReportLanguage.Both));
            Assert.NotEmpty(ReportSummary.ToText(report, ReportLanguage.Both));
            Assert.NotEmpty(ReportSummary.Of(report, ReportLanguage.Both).Lines);
        }
    }

    internal static DailyReport HostileReport(string text) => Some.Report() with
    {
        Zone = text,
        Devices = [new(text, DeviceState.Lost) { Ssh = text, Detail = text }],
        Tasks = [new(text, text, TaskState.Lost) { Detail = text }],
        Problems = [new(text, text, text, text) { Hosts = [text], Count = long.MinValue, Days = [long.MinValue, -1, 0, 1, long.MaxValue] }],
        Losses = [new(text, text, long.MinValue)],
        Channels = [new(text, -1, -1, -1) { Problem = text }],
        Removals = [new(text, text, -1, long.MaxValue)],
        Warnings = [text],
    };

    internal static bool IsUnseen(Rune rune) => rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator;

    /// <summary>What a reader sees: one space where there is any.</summary>
    private static string Text(string html)
    {
        var body = html[html.IndexOf("<body>", StringComparison.Ordinal)..];
        return Regex.Replace(WebUtility.HtmlDecode(Tags().Replace(
            body.Replace("<i>", "", StringComparison.Ordinal).Replace("</i>", "", StringComparison.Ordinal), " ")), @"\s+", " ");
    }

    [GeneratedRegex(@"</?([!A-Za-z][A-Za-z0-9]*)[^<>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"<li[ >]")]
    private static partial Regex Rows();

    [GeneratedRegex(@"<details>.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Folded();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<style>(.*)</style>")]
    private static partial Regex Style();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Words();
}
