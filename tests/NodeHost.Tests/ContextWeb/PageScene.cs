using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Context.Pages;
using Dachshund.Context.Redaction;
using Dachshund.Journal;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.Tailing;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>A page's server on a free port, with a log of three lines of which the second is the hit, and no node behind it.</summary>
internal sealed class PageScene : IContextNode, IAsyncDisposable
{
    public const string Host = "web-1";
    public const string Hit = "ERROR pump broke";
    private const string Before = "a line\n";

    private readonly TestFolder _folder = new();
    private readonly CollectingLoggerFactory _log = new();
    private ContextWebServer? _server;
    private SoughtFile? _file;

    public LinkKey Key { get; } = LinkKey.Create(TimeProvider.System.GetUtcNow(), LinkKey.LifetimeDefault);

    public string Log => Path.Combine(_folder.Path, "app.log");

    /// <summary>What the audit says.</summary>
    public IEnumerable<string> Audit => _log.Lines.Select(line => line.Text);

    public int LooksAtKeys { get; private set; }

    public bool IsRedisAway { get; set; }

    /// <summary>A link's token that opens.</summary>
    public LinkToken Token => new(
        Host, _file?.Identity.Device ?? 0, _file?.Identity.Inode ?? 0, 0, Before.Length, Hit.Length,
        TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddHours(1));

    public static async Task<PageScene> SetAsync()
    {
        var scene = new PageScene();
        await File.WriteAllTextAsync(scene.Log, $"{Before}{Hit}\nanother\n");
        var inputs = new[] { new CatalogInput("app", [scene.Log]) };
        var found = Assert.Single(new FileCatalog(inputs).Scan());
        scene._file = new SoughtFile(
            found.Identity, FileHead.Of(await File.ReadAllBytesAsync(scene.Log)), scene.Log, Before.Length, Hit.Length);
        var trusted = TrustedKeys.Load(Path.Combine(scene._folder.Path, "trusted-keys"), TrustMode.Redis);
        trusted.Offer([scene.Key.Statement], TimeProvider.System.GetUtcNow());
        var options = new ContextWebOptions
        {
            Host = Host,
            Addresses = [IPAddress.Loopback],
            Port = FreePort(),
            TakesFreePort = true,
            Inputs = inputs,
            BaseFolder = scene._folder.Path,
            Redactor = Redactor.None,
            Language = PageLanguage.English,
            Zone = TimeZoneInfo.Utc,
        };
        scene._server = await ContextWebServer.StartAsync(
            options, new LinkVerifier(Host, trusted, TimeProvider.System), scene, TimeProvider.System,
            scene._log.CreateLogger("page"), CancellationToken.None);
        return scene;
    }

    /// <summary>Sends bytes as they are, and reads all that is answered: the status and the rest.</summary>
    public async Task<(int Status, string Text)> SendAsync(string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server?.Port ?? 0, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(patience.Token);
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0, text);
    }

    public Task<(int Status, string Text)> GetAsync(string target, string method = "GET") =>
        SendAsync($"{method} {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    public Task<bool> IsReadyAsync(CancellationToken ct) => Task.FromResult(!IsRedisAway);

    public Task LookAtKeysAsync(CancellationToken ct)
    {
        LooksAtKeys++;
        return Task.CompletedTask;
    }

    public Task<Call<SoughtFile?>> FindFileAsync(string field, long offset, int length, CancellationToken ct) => Task.FromResult(
        IsRedisAway ? Calls.Refused<SoughtFile?>("away")
            : field == Token.Field ? Calls.Done(_file is { } file ? file with { Offset = offset, Length = length } : null)
            : Calls.Done<SoughtFile?>(null));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _log.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
