using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Context.Keys;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;

namespace Dachshund.Actors.Tests.LinkKeys;

/// <summary>A process that has nothing but its keys: fake time, a real Redis. A server signs, a node with a page believes.</summary>
internal sealed class LinkKeysNode : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestSystem _test = TestSystem.Threaded();
    private readonly JournalClient _journal;
    private readonly LinkKeysSettings _settings;
    private readonly IActorRef _actor;

    private LinkKeysNode(JournalClient journal, bool signs, TrustMode? trust)
    {
        _journal = journal;
        Trusted = trust is { } mode ? TrustedKeys.Load(TrustedFolder, mode) : null;
        var identity = new SessionIdentity(0, "hound", "hound-1", TimeSpan.FromSeconds(1));
        var session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, _test.Time);
        var server = new ServerContext(journal, session, identity, _test.Time, new Random(1));
        var settings = _settings = new LinkKeysSettings { KeyFolder = signs ? KeyFolder : null, Trusted = Trusted };
        var signer = Signer;
        var log = _test.Log.CreateLogger("keys");
        _actor = _test.ActorOf(Props.Create(() => new LinkKeysActor(server, settings, signer, log)), "keys");
    }

    public TrustedKeys? Trusted { get; }

    /// <summary>What the router of a server signs with.</summary>
    public LinkSigner Signer { get; } = new();

    /// <summary>What it says of its keys with each beat.</summary>
    public IReadOnlyDictionary<string, string> Facts =>
        new LinkKeyFacts(_settings, Signer, _test.Time).AddTo(new Dictionary<string, string>());

    public string KeyFolder => Path.Combine(_folder.Path, "link-keys");

    public string TrustedFolder => Path.Combine(_folder.Path, "trusted-keys");

    /// <summary>The ids of the keys that it believes.</summary>
    public IEnumerable<LinkKeyId> TrustedIds => Trusted?.Keys.Select(key => key.Id) ?? [];

    public DateTimeOffset Now => _test.Time.GetUtcNow();

    public IEnumerable<string> Log => _test.Log.Lines.Where(line => line.Category == "keys").Select(line => line.Text);

    public static async Task<LinkKeysNode> StartServerAsync(RedisServer redis) =>
        new(await Patient.ConnectAsync(redis.Connection), signs: true, null);

    public static async Task<LinkKeysNode> StartPageAsync(RedisServer redis, TrustMode trust = TrustMode.Redis) =>
        new(await Patient.ConnectAsync(redis.Connection), signs: false, trust);

    /// <summary>Lets it look at the keys in Redis, as a link with an unknown key does. A second passes until it has; more only while
    /// it waits for Redis, and slowly: each node has a clock of its own, and must not run far ahead of the others.</summary>
    public async Task LookAsync()
    {
        var seen = MeetUnknownKeyAsync();
        while (await Task.WhenAny(seen, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System)) != seen)
            _test.Time.Advance(TimeSpan.FromMilliseconds(100));
        await seen;
    }

    public Task MeetUnknownKeyAsync() => _actor.Ask<KeysSeen>(UnknownKeyMet.Instance, TimeSpan.FromDays(100), CancellationToken.None)
        .WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System);

    public Task SettleAsync() => _test.SettleAsync();

    public void Advance(TimeSpan by) => _test.Time.Advance(by);

    /// <summary>The keys that a server signs with, the oldest first.</summary>
    public LinkKey[] Own() => [.. KeyRing.Load(KeyFolder).Keys];

    /// <summary>What <c>keys rotate</c> does.</summary>
    public LinkKey Rotate() => KeyRing.Load(KeyFolder).Rotate(Now, LinkKey.LifetimeDefault);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        await _journal.DisposeAsync();
        _folder.Dispose();
    }
}
