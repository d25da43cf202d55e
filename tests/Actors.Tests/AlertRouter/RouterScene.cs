using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Actors.Tests.Emergency;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.AlertRouter;

/// <summary>The router's actor with one channel that takes everything.</summary>
internal sealed class RouterScene : IAsyncDisposable
{
    private readonly JournalClient _journal;
    private readonly LeasedScene _scene;
    private readonly RecordingChannel _channel;

    private RouterScene(JournalClient journal, LeasedScene scene, LinkSigner signer)
    {
        (_journal, _scene, _channel) = (journal, scene, new RecordingChannel(scene.Test.Time));
        var settings = new AlertRouterSettings(
            new AlertingOptions { GroupWait = TimeSpan.Zero, ReportChannels = ["*"] },
            new RenderOptions(MessageLanguage.En, TimeZoneInfo.Utc),
            new Dictionary<string, ConfiguredChannel> { ["phone"] = new(_channel, []) })
        {
            Links = new SampleLinks(scene.Server, signer, TimeSpan.FromHours(1), NullLogger.Instance),
        };
        var server = scene.Server;
        scene.Begin(Props.Create(() => new AlertRouterActor(server, settings, NullLogger.Instance)), () => { });
    }

    /// <summary>Starts one, which takes the lease from the one before it.</summary>
    public static async Task<RouterScene> StartAsync(JournalClient journal, LinkSigner signer)
    {
        var scene = await LeasedScene.StartAsync(journal, "server", JournalKeys.RouterLease);
        var router = new RouterScene(journal, scene, signer);
        await scene.TakeAsync();
        return router;
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
        _journal.Keys.Notices, StateKeys.NoticeKind, notice.ToJson(), StateKeys.RouterBell(_journal.Keys), CancellationToken.None);

    /// <summary>Waits for the first message; its body.</summary>
    public async Task<string> SentAsync()
    {
        for (var look = 0; look < 600 && _channel.Sent.Count == 0; look++)
        {
            _scene.Tell(LookAtInbox.Instance);
            await _scene.AskAsync<RouterStatus>(RouterQuery.Instance);
            _scene.Test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return Assert.Single(_channel.Sent).Message.Body;
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();
}
