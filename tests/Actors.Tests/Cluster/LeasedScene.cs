using Dachshund.Actors.Cluster;
using Dachshund.Journal;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.Cluster;

/// <summary>One actor of a server, with its lease, on a real Redis and fake time: the server has nothing else.</summary>
internal sealed class LeasedScene : IAsyncDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly JournalClient _journal;
    private readonly SessionIdentity _identity;
    private readonly NodeSession _session;
    private readonly string _lease;
    private IActorRef? _actor;

    private LeasedScene(JournalClient journal, SessionIdentity identity, string lease)
    {
        (_journal, _identity, _lease) = (journal, identity, lease);
        _session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, Test.Time);
        Server = new ServerContext(journal, _session, identity, Test.Time, new Random(1));
    }

    public TestSystem Test { get; } = TestSystem.Threaded();

    /// <summary>What the actor is made with.</summary>
    public ServerContext Server { get; }

    public string Incarnation => _identity.Incarnation;

    private IActorRef Actor => _actor ?? throw new InvalidOperationException("there is no actor");

    /// <summary>Opens the session of a server, in place of one that had its name.</summary>
    public static async Task<LeasedScene> StartAsync(JournalClient journal, string name, string lease)
    {
        var identity = new SessionIdentity(journal.PartitionOf(name), name, $"{name}-{Guid.NewGuid():N}", TimeSpan.FromSeconds(1));
        var opening = new SessionOpening(identity, new Dictionary<string, string>()) { Replace = true };
        Assert.True((await journal.OpenSessionAsync(opening, s_none)).Value?.Opened);
        return new LeasedScene(journal, identity, lease);
    }

    /// <summary>Starts the actor.</summary>
    /// <param name="props">How it is made.</param>
    /// <param name="lost">Called when it has lost its lease.</param>
    public void Begin(Props props, Action lost) =>
        _actor = Test.ActorOf(Props.Create(() => new LeaseParent(props, lost)), "parent");

    /// <summary>Takes the lease for it, from whoever has it, whose session ends first.</summary>
    /// <param name="partition">The partition whose shard it is; null for a singleton.</param>
    public async Task TakeAsync(int? partition = null)
    {
        var look = await LookAsync();
        if (!look.IsFree && look.Owner.Split(':')[0] != _identity.Host)
        {
            await _journal.DownAsync(look.Owner.Split(':')[0], force: true, s_none);
            look = await LookAsync();
        }

        var claim = look.IsFree ? LeaseClaim.Free : look.Owner.Split(':')[0] == _identity.Host ? LeaseClaim.Own : LeaseClaim.Gone;
        var request = new AcquireRequest(_identity, _journal.History, look, claim) { ShardPartition = partition };
        var answer = await _journal.AcquireAsync(request, s_none);
        Assert.Equal(AcquireOutcome.Acquired, answer.Value?.Outcome);
        Tell(new LeaseGranted(answer.Value?.Epoch ?? 0, OwnerGone: true));
    }

    /// <summary>Beats, and tells the actor something.</summary>
    public void Tell(object message)
    {
        _session.BeatSucceeded(Test.Time.GetTimestamp());
        Actor.Tell(message);
    }

    /// <summary>Asks the actor, which answers when it has done what it was told before.</summary>
    public Task<T> AskAsync<T>(object question) =>
        Actor.Ask<T>(question, TimeSpan.FromDays(1), s_none).WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System);

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private async Task<LeaseLook> LookAsync() =>
        (await _journal.LookAsync([_lease], s_none)).Value?.Leases[0] ?? throw new InvalidOperationException("Redis does not answer");
}
