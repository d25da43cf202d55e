using Dachshund.TestKit.Redis;
using Microsoft.Playwright;

namespace Dachshund.Cluster.Tests.Browser;

/// <summary>
/// A machine with a node that watches a folder of logs, and a phone with a browser that opens the links of its messages. One
/// for all tests of a class, as both take seconds to start; each test has a log of its own.
/// </summary>
public sealed class PhoneScene : IAsyncLifetime
{
    private readonly PhoneBrowser _browser = new();
    private Scene? _scene;

    public async Task InitializeAsync()
    {
        try
        {
            await Task.WhenAll(StartNodeAsync(), _browser.InitializeAsync());
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
            await _browser.DisposeAsync();
        }
        finally
        {
            if (_scene is not null)
                await _scene.DisposeAsync();
        }
    }

    /// <summary>The path of a log.</summary>
    internal string LogOf(string name) => Path.Combine(Started(_scene).Folder, "logs", name + ".log");

    /// <summary>Writes a log, waits for the message that holds a word of it, and gives that message's links.</summary>
    internal async Task<string[]> WriteAsync(string name, byte[] content, string word)
    {
        var phone = Started(_scene).Phone;
        await File.WriteAllBytesAsync(LogOf(name), content);
        string? message = null;
        await Deadline.UntilAsync(
            () => Task.FromResult((message = phone.Accepted.Select(taken => taken.Text)
                .FirstOrDefault(text => text.Contains(word, StringComparison.Ordinal))) is not null),
            () => $"no message holds '{word}': {string.Join('\n', phone.Accepted.Select(taken => taken.Text))}");
        var links = MessageLinks.Of(message ?? "");
        Assert.NotEmpty(links);
        return links;
    }

    /// <summary>Opens a link on the phone.</summary>
    internal Task<PhonePage> OpenAsync(string link, bool hasScript = true, ColorScheme scheme = ColorScheme.Light) =>
        _browser.OpenAsync(link, hasScript, scheme);

    private async Task StartNodeAsync()
    {
        _scene = await Scene.SetAsync();
        Directory.CreateDirectory(Path.Combine(_scene.Folder, "logs"));
        _scene.WebPort = RedisServer.FreePort();
        _scene.More = $$"""
            dachshund {
              node.address = "127.0.0.1"
              inputs.logs { paths = ["{{_scene.Folder}}/logs/*.log"], keywords = [ERROR], from = beginning }
            }
            """;
        await _scene.StartNode().WatchingAsync();
    }

    private static T Started<T>(T? what)
        where T : class => what ?? throw new InvalidOperationException("it is not started");
}
