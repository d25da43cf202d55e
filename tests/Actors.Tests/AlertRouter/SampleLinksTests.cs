using System.Text.RegularExpressions;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Node;
using Dachshund.Alerting;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Tests.AlertRouter;

/// <summary>Where the link of a sample leads, who signs it, and what is kept of it. A real Redis.</summary>
public sealed class SampleLinksTests : IAsyncLifetime, IDisposable
{
    private const string Host = "web-1";
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static readonly NoticeSample s_sample = new(Host, "/var/log/app.log", "1:2:0", 7, 5, "ERROR pump", 1000);

    private readonly TestFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly CollectingLoggerFactory _log = new();
    private RedisServer? _redis;
    private JournalClient? _journal;

    private JournalClient Journal => _journal ?? throw new InvalidOperationException("not started");

    private KeyRing Ring => KeyRing.Load(Path.Combine(_folder.Path, "link-keys"));

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _journal = await Patient.ConnectAsync(_redis.Connection);
    }

    public async Task DisposeAsync()
    {
        if (_journal is not null)
            await _journal.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("10.0.0.7", "http", "http://10.0.0.7:4406/l/")]
    [InlineData("fd00::2", "http", "http://[fd00::2]:4406/l/")]
    [InlineData("web-1.example", "https", "https://web-1.example:4406/l/")]
    [InlineData("10.0.0.7", "javascript", "http://10.0.0.7:4406/l/")]
    public async Task Link_leads_to_the_address_that_the_node_says_of_itself(string address, string scheme, string start)
    {
        var key = Ring.Generate(_time.GetUtcNow(), LinkKey.LifetimeDefault);
        await SayAsync(address, scheme, key.Id);
        Assert.StartsWith(start, await LinkAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_without_a_page_or_an_address_gets_no_link()
    {
        Ring.Generate(_time.GetUtcNow(), LinkKey.LifetimeDefault);
        Assert.Null(await LinkAsync());
        await SayAsync("", "http");
        Assert.Null(await LinkAsync());
    }

    [Fact]
    public async Task Key_that_the_node_believes_signs_and_a_node_that_believes_none_for_a_minute_is_named_once()
    {
        var now = _time.GetUtcNow();
        var old = Ring.Generate(now.AddDays(-2), LinkKey.LifetimeDefault);
        Ring.Rotate(now.AddDays(-1), LinkKey.LifetimeDefault);
        await SayAsync("10.0.0.7", "http", old.Id);
        var trusted = TrustedKeys.Load(Path.Combine(_folder.Path, "trusted-keys"), TrustMode.Redis);
        trusted.Offer([old.Statement], now);
        Assert.NotNull(new LinkVerifier(Host, trusted, _time).Verify(TokenOf(await LinkAsync())).Token);
        Assert.DoesNotContain(_log.Lines, line => line.Level == LogLevel.Warning);

        await SayAsync("10.0.0.7", "http");
        var links = await PreparedAsync();
        Assert.NotNull(links.Of(s_sample));
        Assert.DoesNotContain(_log.Lines, line => line.Level == LogLevel.Warning);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(links.Of(s_sample));
        Assert.NotNull(links.Of(s_sample));
        var warning = Assert.Single(_log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Contains($"{Host} believes no key", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_got_a_link_is_kept_and_nothing_else()
    {
        var key = Ring.Generate(_time.GetUtcNow(), LinkKey.LifetimeDefault);
        await SayAsync("10.0.0.7", "http", key.Id);
        var links = await PreparedAsync();
        Assert.NotNull(links.Of(s_sample));
        Assert.Null(links.Of(s_sample with { Field = "no field", Offset = 8 }));
        await links.KeepAsync(s_none);
        Assert.Equal("ERROR pump", (await Journal.ReadSampleAsync(Host, "1:2:0", 7, 5, s_none)).Value?.Text);
        Assert.Equal(1L, await (_redis ?? throw new InvalidOperationException()).CommandAsync("HLEN", Journal.Keys.Samples));
    }

    [Fact]
    public async Task Report_leads_to_the_node_that_shows_it_whether_or_not_anything_else_came_from_there()
    {
        var key = Ring.Generate(_time.GetUtcNow(), LinkKey.LifetimeDefault);
        await SayAsync("10.0.0.7", "http", key.Id);
        await using var router = await RouterScene.StartAsync(Journal, new LinkSigner { Ring = Ring });
        await router.PutAsync(RouterScene.Report(Host, "one"));
        var link = Regex.Match(await router.SentAsync(), @"http://10\.0\.0\.7:4406/reports/([A-Za-z0-9_-]+)");
        Assert.True(link.Success);
        var trusted = TrustedKeys.Load(Path.Combine(_folder.Path, "trusted-keys"), TrustMode.Redis);
        trusted.Offer([key.Statement], _time.GetUtcNow());
        Assert.Equal(new DateOnly(2026, 11, 22), new LinkVerifier(Host, trusted, _time).VerifyReport(link.Groups[1].Value).Token?.Day);

        await using var next = await RouterScene.StartAsync(Journal, new LinkSigner { Ring = Ring });
        await RouterInbox.SendReportAsync(Journal, RouterScene.Report(Host, "two"), s_none);
        Assert.Contains("http://10.0.0.7:4406/reports/", await next.SentAsync(), StringComparison.Ordinal);
    }

    private static string TokenOf(string? link) => link?.Split("/l/")[1].Split('#')[0] ?? "";

    private async Task SayAsync(string address, string scheme, params LinkKeyId[] trusted)
    {
        var identity = new SessionIdentity(Journal.PartitionOf(Host), Host, Guid.NewGuid().ToString("N"), TimeSpan.FromSeconds(1));
        var facts = new Dictionary<string, string>
        {
            [NodeFacts.Address] = address,
            [NodeFacts.WebPort] = "4406",
            [NodeFacts.WebScheme] = scheme,
            [NodeFacts.TrustedKeys] = string.Join(',', trusted),
        };
        Assert.True((await Journal.OpenSessionAsync(new SessionOpening(identity, facts) { Replace = true }, s_none)).Value?.Opened);
    }

    private async Task<string?> LinkAsync() => (await PreparedAsync()).Of(s_sample);

    private async Task<SampleLinks> PreparedAsync()
    {
        var identity = new SessionIdentity(0, "server", "server-1", TimeSpan.FromSeconds(1));
        var session = new NodeSession("server", "server-1", Journal.Options.LeaseTtl, _time);
        var server = new ServerContext(Journal, session, identity, _time, new Random(1));
        var links = new SampleLinks(server, new LinkSigner { Ring = Ring }, TimeSpan.FromHours(1), _log.CreateLogger("links"));
        await links.PrepareAsync([Host], s_none);
        return links;
    }
}
