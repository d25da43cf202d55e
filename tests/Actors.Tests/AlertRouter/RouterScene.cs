using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Actors.Tests.Emergency;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.AlertRouter;

/// <summary>The router's actor with its lease, on a real Redis and fake time, with one channel that takes everything.</summary>
internal sealed class RouterScene : IAsyncDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly TestSystem _test = TestSystem.Threaded();
    private readonly JournalClient _journal;
    private readonly NodeSession _session;
    private readonly IActorRef _actor;
    private readonly RecordingChannel _channel;

    private RouterScene(JournalClient journal, SessionIdentity identity, LinkSigner signer)
    {
        _journal = journal;
        _session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, _test.Time);
        _channel = new RecordingChannel(_test.Time);
        var server = new ServerContext(journal, _session, identity, _test.Time, new Random(1));
        var settings = new AlertRouterSettings(
            new AlertingOptions { GroupWait = TimeSpan.Zero, ReportChannels = ["*"] },
            new RenderOptions(MessageLanguage.En, TimeZoneInfo.Utc),
            new Dictionary<string, ConfiguredChannel> { ["phone"] = new(_channel, []) })
        {
            Links = new SampleLinks(server, signer, TimeSpan.FromHours(1), NullLogger.Instance),
        };
        var props = Props.Create(() => new AlertRouterActor(server, settings, NullLogger.Instance));
        _actor = _test.ActorOf(Props.Create(() => new LeaseParent(props, () => { })), "parent");
    }

    /// <summary>Starts one, which takes the lease from the one before it.</summary>
    public static async Task<RouterScene> StartAsync(JournalClient journal, LinkSigner signer)
    {
        var identity = new SessionIdentity(journal.PartitionOf("server"), "server", Guid.NewGuid().ToString("N"), TimeSpan.FromSeconds(1));
        var opening = new SessionOpening(identity, new Dictionary<string, string>()) { Replace = true };
        Assert.True((await journal.OpenSessionAsync(opening, s_none)).Value?.Opened);
        var scene = new RouterScene(journal, identity, signer);
        var look = (await journal.LookAsync([JournalKeys.RouterLease], s_none)).Value?.Leases[0] ?? throw new InvalidOperationException("away");
        var request = new AcquireRequest(identity, journal.History, look, look.IsFree ? LeaseClaim.Free : LeaseClaim.Own);
        var answer = await journal.AcquireAsync(request, s_none);
        scene._session.BeatSucceeded(scene._test.Time.GetTimestamp());
        scene._actor.Tell(new LeaseGranted(answer.Value?.Epoch ?? 0, OwnerGone: true));
        return scene;
    }

    /// <summary>A report that a node shows.</summary>
    public static Notice Report(string seed, string title) => new()
    {
        Kind = NoticeKinds.Report,
        Rule = "daily-report",
        Severity = Severities.Info,
        Template = title,
        FirstTimeMs = 1,
        LastTimeMs = 1,
        Samples = [new NoticeSample(Text: "all is well"), new NoticeSample(Host: seed, Field: "report:20261122")],
    };

    public Task PutAsync(Notice notice) => _journal.PostAsync(
        _journal.Keys.Notices, StateKeys.NoticeKind, notice.ToJson(), StateKeys.RouterBell(_journal.Keys), s_none);

    /// <summary>Waits for the first message; its body.</summary>
    public async Task<string> SentAsync()
    {
        for (var look = 0; look < 600 && _channel.Sent.Count == 0; look++)
        {
            _session.BeatSucceeded(_test.Time.GetTimestamp());
            _actor.Tell(LookAtInbox.Instance);
            await _actor.Ask<RouterStatus>(RouterQuery.Instance, TimeSpan.FromDays(1), s_none)
                .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
            _test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return Assert.Single(_channel.Sent).Message.Body;
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();
}
