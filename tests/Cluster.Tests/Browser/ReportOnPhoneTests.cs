using Dachshund.Tasks;
using Dachshund.Tasks.Reports;
using Microsoft.Playwright;

namespace Dachshund.Cluster.Tests.Browser;

/// <summary>The daily report as a phone shows it.</summary>
public sealed class ReportOnPhoneTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    // What WCAG asks of text.
    private const double ContrastMin = 4.5;

    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(255, 255, 255)")]
    [InlineData(ColorScheme.Dark, "rgb(13, 17, 23)")]
    public async Task What_is_not_well_is_in_sight_and_can_be_read_by_day_and_by_night(ColorScheme scheme, string background)
    {
        await using var page = await browser.ShowAsync(ReportPage.Render(BadDay("ERROR \u001b[1m refused"), ReportLanguage.En), scheme);
        await page.AssertFitsAsync();
        await AssertInSightAsync(page, "h1");
        await AssertInSightAsync(page, "li");
        Assert.StartsWith("1 device lost, 1 device with errors, 2 tasks not well", await page.TextAsync("h1"), StringComparison.Ordinal);
        Assert.Equal("ssh://pi@192.168.1.9", await page.View.Locator("a").First.GetAttributeAsync("href"));
        Assert.Equal(2, await page.View.Locator("details li").CountAsync());
        Assert.Equal(0, await page.View.Locator("details li >> visible=true").CountAsync());
        Assert.Equal(background, await page.StyleAsync("body", "backgroundColor"));
        foreach (var words in new[] { "h1", "h2", "dt", "dd", "b", "a", "small", "pre", "pre i", "summary", "p", "footer p", "svg", "li:not(.t) pre" })
            Assert.InRange(Wcag.Contrast(await page.StyleAsync(words, "color"), background), ContrastMin, 21);
        foreach (var badge in new[] { ".e span", ".w span", ".n span", ".g span" })
            Assert.InRange(Wcag.Contrast(await page.StyleAsync(badge, "color"), await page.StyleAsync(badge, "backgroundColor")), ContrastMin, 21);
        var line = await page.View.Locator("svg polyline").BoundingBoxAsync();
        Assert.NotNull(line);
        Assert.InRange(line.Width, 80, 200);
        Assert.Contains("0, 3, 0, 12, 800, 40, 1,227", await page.View.GetByRole(AriaRole.Img).TextContentAsync(), StringComparison.Ordinal);
        page.AssertItAsksForNothing();
        await page.ScreenshotAsync(scheme == ColorScheme.Dark ? "report-dark" : "report-light");
    }

    [Fact]
    public async Task All_is_well_is_said_and_a_tap_shows_what_is()
    {
        var report = BadDay("") with { Tasks = [], Problems = [], Losses = [], Channels = [], Removals = [], Warnings = [] };
        report = report with { Devices = [.. report.Devices.Select(device => device with { State = DeviceState.Ok, Detail = "" })] };
        await using var page = await browser.ShowAsync(ReportPage.Render(report, ReportLanguage.Zh));
        Assert.Equal("一切正常：3 台设备，0 个任务", await page.TextAsync("h1"));
        Assert.Equal(0, await page.View.Locator("li >> visible=true").CountAsync());
        await page.View.Locator("summary").TapAsync();
        Assert.Equal(3, await page.View.Locator("li >> visible=true").CountAsync());
        await page.View.SetViewportSizeAsync(360, 640);
        await page.AssertFitsAsync();
        await page.ScreenshotAsync("report-well");
    }

    [Fact]
    public async Task What_a_hostile_log_says_is_shown_and_not_done()
    {
        const string Template = "ERROR <script>alert(1)</script></pre></main><img src=http://evil.example/x onerror=alert(2)>"
            + "<style>h1{display:none}</style><base href=http://evil.example> [tap](http://evil.example) &lt; \u001b[31mred\u001b[0m"
            + " \u202eesrever\u202c <a href=\"javascript:alert(3)\" autofocus onfocus='alert(4)'>x</a>";
        var shown = Template.Replace("\u001b", @"\x1b", StringComparison.Ordinal)
            .Replace("\u202e", @"\u202e", StringComparison.Ordinal).Replace("\u202c", @"\u202c", StringComparison.Ordinal);
        var host = new string('h', 128);
        var report = BadDay(Template) with
        {
            Devices = [new(host, DeviceState.Lost) { Ssh = "root@x\" onclick=\"alert(5)", Detail = Template }],
            Tasks = [new(host, "</b><script>alert(6)</script>", TaskState.Lost) { Detail = new string('m', 5000) }],
            Losses = [new(host, "/srv/" + new string('p', 400), long.MaxValue)],
            Warnings = [Template],
        };
        await using var page = await browser.ShowAsync(ReportPage.Render(report, ReportLanguage.Both));
        await page.AssertFitsAsync();
        await AssertInSightAsync(page, "h1");
        var texts = await page.View.Locator("pre").AllTextContentsAsync();
        Assert.Equal(3, texts.Count(text => text == shown));
        Assert.Equal(0, await page.View.Locator("script, img, base, main style, main a, [onclick], [autofocus]").CountAsync());
        Assert.Empty(page.Dialogs);
        page.AssertItAsksForNothing();
        await page.View.SetViewportSizeAsync(360, 640);
        await page.AssertFitsAsync();
        await page.ScreenshotAsync("report-hostile");
    }

    private static async Task AssertInSightAsync(PhonePage page, string selector)
    {
        var box = await page.View.Locator(selector).First.BoundingBoxAsync();
        Assert.NotNull(box);
        Assert.InRange(box.Y, 0, PhonePage.Height - box.Height);
    }

    /// <summary>Something of each kind.</summary>
    private static DailyReport BadDay(string template) => new()
    {
        Day = new DateOnly(2026, 11, 22),
        Zone = "Asia/Shanghai",
        Since = s_now.AddDays(-1),
        Until = s_now,
        Devices =
        [
            new("respi", DeviceState.Lost) { Ssh = "pi@192.168.1.9", LastSeen = s_now.AddHours(-9), Before = DeviceState.Ok },
            new("comsrv", DeviceState.Error) { Ssh = "root@comsrv.example.com:2222", LastSeen = s_now, Errors = 1227 },
            new("alisrv", DeviceState.Ok) { Ssh = "root@alisrv", LastSeen = s_now },
        ],
        Tasks =
        [
            new("backupsrv", "nightly", TaskState.Lost),
            new("comsrv", "weekly", TaskState.Late) { LastSign = s_now.AddDays(-8) },
            new("alisrv", "learned", TaskState.New) { LastSign = s_now.AddHours(-3) },
            new("alisrv", "nginx", TaskState.Ok) { LastSign = s_now.AddHours(-1) },
        ],
        Problems =
        [
            new("match", "error", "app", template) { Hosts = ["comsrv"], Count = 1227, Days = [0, 3, 0, 12, 800, 40, 1227] },
        ],
        Losses = [new("comsrv", "/var/log/app.log", 123_456)],
        Channels = [new("ops", 40, 3, 5) { Problem = "DingTalk answers 310000" }, new("mail", 12, 0, 0)],
        Removals = [new("alisrv", "/srv/drop", 31, 5_000_000)],
        Warnings = ["alerting differs between server-1 and server-2"],
        Before = new ReportTotals(DevicesOk: 3, TasksOk: 3),
    };
}
