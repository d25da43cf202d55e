using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Node;
using Dachshund.Context.Keys;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.LinkKeys;

/// <summary>Which server makes the first key of a cluster, and what one without a key does. Fake time, a real Redis.</summary>
public sealed class FirstKeyTests : IAsyncDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly TestFolder _folder = new();
    private readonly TestSystem _test = TestSystem.Threaded();
    private readonly List<JournalClient> _journals = [];
    private RedisServer? _redis;

    [Fact]
    public async Task Second_server_makes_no_key_that_nobody_would_believe_and_signs_when_it_has_the_file_of_the_first()
    {
        var (one, first) = await ServerAsync("one");
        await LookAsync(one);
        var key = Assert.Single(first.Ring?.Keys ?? []);
        Assert.Equal("", first.Problem);

        var (two, second) = await ServerAsync("two");
        await LookAsync(two);
        Assert.Empty(second.Ring?.Keys ?? []);
        Assert.Contains("link-keys", second.Problem, StringComparison.Ordinal);
        var facts = new LinkKeyFacts(Settings("two"), second, _test.Time).AddTo(new Dictionary<string, string>());
        Assert.Equal(("", second.Problem), (facts[NodeFacts.LinkKeys], facts[NodeFacts.LinkProblem]));

        Directory.CreateDirectory(FolderOf("two"));
        File.Copy(Directory.GetFiles(FolderOf("one"))[0], Path.Combine(FolderOf("two"), "copied.pem"));
        await LookAsync(two);
        Assert.Equal(key.Id, Assert.Single(second.Ring?.Keys ?? []).Id);
        Assert.Equal("", second.Problem);
        facts = new LinkKeyFacts(Settings("two"), second, _test.Time).AddTo(new Dictionary<string, string>());
        Assert.Equal(key.Id.ToString(), facts[NodeFacts.LinkKeys]);
    }

    [Fact]
    public async Task Expired_key_leaves_redis_and_the_server_that_has_no_other_says_so()
    {
        var ring = KeyRing.Load(FolderOf("one"));
        var old = ring.Generate(_test.Time.GetUtcNow().AddDays(-2), TimeSpan.FromDays(1));
        var (one, signer) = await ServerAsync("one");
        var journal = _journals[0];
        var stored = new Dictionary<string, string> { [old.Id.ToString()] = old.Statement.ToString() };
        await journal.PublishLinkKeysAsync(stored, s_none);
        await LookAsync(one);
        Assert.Empty((await journal.ReadLinkKeysAsync(s_none)).Value ?? new Dictionary<string, string>());
        Assert.Contains("expired", signer.Problem, StringComparison.Ordinal);

        var next = KeyRing.Load(FolderOf("one")).Generate(_test.Time.GetUtcNow(), TimeSpan.FromDays(90));
        await LookAsync(one);
        Assert.Equal(next.Id, Assert.Single(signer.GoodKeys(_test.Time.GetUtcNow())));
        var published = (await journal.ReadLinkKeysAsync(s_none)).Value ?? new Dictionary<string, string>();
        Assert.Equal(next.Id.ToString(), Assert.Single(published).Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        foreach (var journal in _journals)
            await journal.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        _folder.Dispose();
    }

    private string FolderOf(string server) => Path.Combine(_folder.Path, server, "link-keys");

    private LinkKeysSettings Settings(string server) => new() { KeyFolder = FolderOf(server) };

    private async Task<(IActorRef Actor, LinkSigner Signer)> ServerAsync(string name)
    {
        _redis ??= await RedisServer.StartAsync();
        var options = new JournalOptions
        {
            Connection = _redis.Connection,
            CallTimeout = TimeSpan.FromSeconds(20),
            ConnectPatience = TimeSpan.FromSeconds(60),
        };
        var journal = await JournalClient.ConnectAsync(
            options, new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), s_none);
        _journals.Add(journal);
        var identity = new SessionIdentity(0, name, name + "-1", TimeSpan.FromSeconds(1));
        var session = new NodeSession(name, identity.Incarnation, options.LeaseTtl, _test.Time);
        var server = new ServerContext(journal, session, identity, _test.Time, new Random(1));
        var signer = new LinkSigner();
        var settings = Settings(name);
        return (_test.ActorOf(Props.Create(() => new LinkKeysActor(server, settings, signer, NullLogger.Instance)), name), signer);
    }

    /// <summary>Asks for a look, which begins when the last one is a second old.</summary>
    private async Task LookAsync(IActorRef actor)
    {
        var asked = actor.Ask<KeysSeen>(UnknownKeyMet.Instance, TimeSpan.FromDays(30), s_none);
        while (!asked.IsCompleted)
        {
            _test.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await asked;
    }
}
