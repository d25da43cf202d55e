using System.Reflection;
using Microsoft.Playwright;

namespace Dachshund.Cluster.Tests.Browser;

/// <summary>The browser of a phone. One for all tests of a class, as it takes seconds to start; each page is one that knows nothing
/// of the others.</summary>
public sealed class PhoneBrowser : IAsyncLifetime
{
    private static readonly string[] s_programs = ["chromium", "chromium-browser", "google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The driver runs from the package that it came in: it is 140 MB, and nothing of it need be copied. The browser is
    /// the machine's, and nothing is downloaded.</summary>
    public async Task InitializeAsync()
    {
        var package = typeof(PhoneBrowser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "PlaywrightPackage").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", package);
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(folder => s_programs.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"none of {string.Join(", ", s_programs)} is installed; tests/run installs one");
        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program });
        }
        catch
        {
            // The runner doesn't dispose what didn't start.
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (_browser is not null)
                await _browser.CloseAsync();
        }
        finally
        {
            // A browser that is still there ends with its driver.
            _playwright?.Dispose();
        }
    }

    /// <summary>Opens a link.</summary>
    internal Task<PhonePage> OpenAsync(string link, bool hasScript, ColorScheme scheme) =>
        PhonePage.OpenAsync(Started(), link, hasScript, scheme);

    /// <summary>Shows a page that comes from nowhere.</summary>
    internal Task<PhonePage> ShowAsync(string html, ColorScheme scheme = ColorScheme.Light) => PhonePage.ShowAsync(Started(), html, scheme);

    private IBrowser Started() => _browser ?? throw new InvalidOperationException("it is not started");
}
