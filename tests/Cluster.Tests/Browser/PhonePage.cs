using Microsoft.Playwright;

namespace Dachshund.Cluster.Tests.Browser;

/// <summary>A page in the browser of a phone that is held upright.</summary>
internal sealed class PhonePage : IAsyncDisposable
{
    public const int Width = 390;
    public const int Height = 844;

    private static readonly string s_screens = FindScreens();
    private readonly IBrowserContext _context;
    private readonly List<string> _requests = [];
    private readonly List<string> _dialogs = [];

    private PhonePage(IBrowserContext context, IPage view)
    {
        (_context, View) = (context, view);
        view.Request += (_, request) => _requests.Add(request.Url);
        view.Dialog += async (_, dialog) =>
        {
            _dialogs.Add(dialog.Message);
            await dialog.DismissAsync();
        };
    }

    public IPage View { get; }

    public int Status { get; private set; }

    /// <summary>What a script said.</summary>
    public IReadOnlyList<string> Dialogs => _dialogs;

    public ILocator Hit => View.Locator("#hit");

    public static async Task<PhonePage> OpenAsync(IBrowser browser, string link, bool hasScript, ColorScheme scheme)
    {
        var page = await NewAsync(browser, hasScript, scheme);
        page.Status = (await page.View.GotoAsync(link))?.Status ?? 0;
        return page;
    }

    public static async Task<PhonePage> ShowAsync(IBrowser browser, string html, ColorScheme scheme)
    {
        var page = await NewAsync(browser, hasScript: true, scheme);
        await page.View.SetContentAsync(html);
        return page;
    }

    /// <summary>The text of an element, each of its lines as it stands in the log.</summary>
    public async Task<string> TextAsync(string selector) => await View.Locator(selector).TextContentAsync() ?? "";

    /// <summary>A value of an element's style, as it came to be.</summary>
    public Task<string> StyleAsync(string selector, string name) =>
        View.Locator(selector).First.EvaluateAsync<string>("(element, name) => getComputedStyle(element)[name]", name);

    /// <summary>The hit is marked, its beginning is what the phone shows, and nothing reaches beyond its width.</summary>
    public async Task AssertHitIsInSightAsync()
    {
        Assert.Equal(200, Status);
        Assert.NotEqual(await StyleAsync("main", "backgroundColor"), await StyleAsync("#hit", "backgroundColor"));
        await AssertFitsAsync();
        var box = await Hit.BoundingBoxAsync();
        Assert.NotNull(box);
        Assert.InRange(box.Y, 0, Height - 20);
    }

    /// <summary>The browser asked for the page, and no server for anything else.</summary>
    public void AssertItBringsAllThatItNeeds() =>
        Assert.Equal(View.Url.Split('#')[0], Assert.Single(_requests, url => !url.StartsWith("data:", StringComparison.Ordinal)));

    /// <summary>The browser asked no server for anything.</summary>
    public void AssertItAsksForNothing() =>
        Assert.DoesNotContain(_requests, url => !url.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>The page is as wide as the phone, and no text reaches beyond its box, where it would be cut off.</summary>
    public async Task AssertFitsAsync()
    {
        Assert.Equal(View.ViewportSize?.Width, await View.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Equal(0, await View.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('h1, h2, p, dd, pre, li, summary')].filter(box => box.scrollWidth > box.clientWidth).length"));
    }

    public Task<int> ScrolledAsync() => View.EvaluateAsync<int>("() => Math.round(scrollY)");

    public Task ScreenshotAsync(string name) => View.ScreenshotAsync(
        new PageScreenshotOptions { Path = Path.Combine(s_screens, name + ".png") });

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private static async Task<PhonePage> NewAsync(IBrowser browser, bool hasScript, ColorScheme scheme)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = Width, Height = Height },
            DeviceScaleFactor = 2,
            IsMobile = true,
            HasTouch = true,
            JavaScriptEnabled = hasScript,
            ColorScheme = scheme,
        });
        return new PhonePage(context, await context.NewPageAsync());
    }

    private static string FindScreens()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? Path.GetTempPath(), "artifacts", "screens");
    }
}
