using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Context.Keys;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.LinkKeys;

/// <summary>A process that has nothing but its keys: fake time, a real Redis. A server signs, a node with a page believes.</summary>
internal sealed class LinkKeysNode : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestSystem _test = TestSystem.Threaded();
    private readonly JournalClient _journal;
    private readonly LinkSigner _signer = new();
    private readonly IActorRef _actor;

    private LinkKeysNode(JournalClient journal, bool signs, TrustMode? trust)
    {
        _journal = journal;
        Trusted = trust is { } mode ? TrustedKeys.Load(TrustedFolder, mode) : null;
        var identity = new SessionIdentity(0, "hound", "hound-1", TimeSpan.FromSeconds(1));
        var session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, _test.Time);
        var server = new ServerContext(journal, session, identity, _test.Time, new Random(1));
        var settings = new LinkKeysSettings { KeyFolder = signs ? Path.Combine(_folder.Path, "link-keys") : null, Trusted = Trusted };
        var log = _test.Log.CreateLogger("keys");
        _actor = _test.ActorOf(Props.Create(() => new LinkKeysActor(server, settings, _signer, log)), "keys");
    }

    public TrustedKeys? Trusted { get; }

    public string TrustedFolder => Path.Combine(_folder.Path, "trusted-keys");

    /// <summary>The ids of the keys that it believes.</summary>
    public IEnumerable<LinkKeyId> TrustedIds => Trusted?.Keys.Select(key => key.Id) ?? [];

    public DateTimeOffset Now => _test.Time.GetUtcNow();

    public IEnumerable<string> Log => _test.Log.Lines.Where(line => line.Category == "keys").Select(line => line.Text);

    public static async Task<LinkKeysNode> StartServerAsync(RedisServer redis) => new(await ConnectAsync(redis), signs: true, null);

    public static async Task<LinkKeysNode> StartPageAsync(RedisServer redis, TrustMode trust = TrustMode.Redis) =>
        new(await ConnectAsync(redis), signs: false, trust);

    /// <summary>Lets it look at the keys in Redis, as a link with an unknown key does. Seconds pass until it has.</summary>
    public async Task LookAsync()
    {
        var seen = MeetUnknownKeyAsync();
        while (await Task.WhenAny(seen, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System)) != seen)
            _test.Time.Advance(TimeSpan.FromSeconds(1));
        await seen;
    }

    public Task MeetUnknownKeyAsync() => _actor.Ask<KeysSeen>(UnknownKeyMet.Instance, TimeSpan.FromDays(1), CancellationToken.None)
        .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);

    public Task SettleAsync() => _test.SettleAsync();

    public void Advance(TimeSpan by) => _test.Time.Advance(by);

    /// <summary>The keys that a server signs with, the oldest first.</summary>
    public LinkKey[] Own() => [.. KeyRing.Load(Path.Combine(_folder.Path, "link-keys")).Keys];

    /// <summary>What <c>keys rotate</c> does.</summary>
    public LinkKey Rotate() => KeyRing.Load(Path.Combine(_folder.Path, "link-keys")).Rotate(Now, LinkKey.LifetimeDefault);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    private static Task<JournalClient> ConnectAsync(RedisServer redis) => JournalClient.ConnectAsync(
        new JournalOptions
        {
            Connection = redis.Connection,
            Partitions = 1,
            CallTimeout = TimeSpan.FromSeconds(20),
            ConnectPatience = TimeSpan.FromSeconds(60),
        },
        new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), CancellationToken.None);
}
