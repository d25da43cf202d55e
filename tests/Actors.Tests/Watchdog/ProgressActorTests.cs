using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Actors.Tests.Emergency;
using Dachshund.Actors.Watchdog;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.Watchdog;

/// <summary>A server that watches over what is folded, on a real Redis and fake time; nobody folds anything.</summary>
public sealed class ProgressActorTests : RedisTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task A_partition_of_which_nothing_is_folded_is_told_through_the_router_once_and_that_it_goes_on()
    {
        await using var journal = await Patient.ConnectAsync(Redis.Connection);
        await using var scene = await LeasedScene.StartAsync(journal, "server", JournalKeys.RouterLease);
        await journal.PostAsync(journal.Keys.Journal(0), "e", "{}"u8.ToArray(), "", s_none);
        // The router reads its inbox, as far as anybody can see.
        await Redis.CommandAsync("HSET", journal.Keys.RouterCursors, "inbox", "99999999999999-0 1 1 held");
        var channel = new RecordingChannel(scene.Test.Time);
        await BeginAsync(scene, channel);
        await LooksAsync(scene, 1);
        // What it does not know of is over, as far as it knows.
        Assert.Single(await InboxAsync(journal));

        await LooksAsync(scene, 11);
        Assert.Single(await InboxAsync(journal));
        await LooksAsync(scene, 20);
        var said = (await InboxAsync(journal))[1..];
        Assert.Contains("no server has taken the lease shard-0", Assert.Single(said), StringComparison.Ordinal);
        Assert.Empty(channel.Sent);

        await Redis.CommandAsync("HSET", journal.Keys.Cursors(0), "main", "99999999999999-0 1 1 held");
        await LooksAsync(scene, 2);
        Assert.Contains("over", Assert.Single((await InboxAsync(journal))[2..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_that_folds_nothing_is_told_past_it_by_one_server_of_two_and_that_it_goes_on()
    {
        await using var journal = await Patient.ConnectAsync(Redis.Connection);
        await using var one = await LeasedScene.StartAsync(journal, "one", JournalKeys.RouterLease);
        await using var two = await LeasedScene.StartAsync(journal, "two", JournalKeys.RouterLease);
        await journal.PostAsync(journal.Keys.Notices, StateKeys.NoticeKind, "{}"u8.ToArray(), "", s_none);
        var (first, second) = (new RecordingChannel(one.Test.Time), new RecordingChannel(two.Test.Time));
        await BeginAsync(one, first);
        await BeginAsync(two, second);
        await LooksAsync(one, 20);
        await LooksAsync(two, 20);
        var told = Assert.Single(first.Sent.Concat(second.Sent)).Message;
        Assert.Contains("alerts are not sent: one", told.Title, StringComparison.Ordinal);
        Assert.Contains("no server has taken the lease alert-router", told.Body, StringComparison.Ordinal);

        const string Beyond = "99999999999999-0 1 1 held";
        await Redis.CommandAsync("HSET", journal.Keys.RouterCursors, "notices", Beyond, "inbox", Beyond);
        await LooksAsync(two, 2);
        await LooksAsync(one, 2);
        Assert.Empty(second.Sent);
        Assert.Contains("alerts are sent again", first.Sent[1].Message.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_in_which_Redis_does_not_answer_is_not_the_partitions()
    {
        await using var journal = await Patient.ConnectAsync(Redis.Connection);
        await using var scene = await LeasedScene.StartAsync(journal, "server", JournalKeys.RouterLease);
        await journal.PostAsync(journal.Keys.Journal(0), "e", "{}"u8.ToArray(), "", s_none);
        await BeginAsync(scene, new RecordingChannel(scene.Test.Time));
        await LooksAsync(scene, 2);
        await Redis.KillAsync();
        await LooksAsync(scene, 30);
        await Redis.RestartAsync();
        await Eventually(() => LooksAnswerAsync(journal));
        await LooksAsync(scene, 2);
        Assert.DoesNotContain(await InboxAsync(journal), item => item.Contains("no server has taken", StringComparison.Ordinal));
    }

    private static async Task BeginAsync(LeasedScene scene, RecordingChannel channel)
    {
        var settings = new ProgressSettings
        {
            Every = TimeSpan.FromSeconds(5),
            Channels = new Dictionary<string, ConfiguredChannel> { ["phone"] = new(channel, []) },
            Writer = new OutageWriter(new RenderOptions(MessageLanguage.En, TimeZoneInfo.Utc)),
        };
        var server = scene.Server;
        scene.Begin(Props.Create(() => new ProgressActor(server, settings, NullLogger.Instance)), () => { });
        // Its timer runs.
        await scene.AskAsync<Present>(RollCall.Instance);
    }

    /// <summary>So many looks, each five seconds after the one before.</summary>
    private static async Task LooksAsync(LeasedScene scene, int looks)
    {
        for (var look = 0; look < looks; look++)
        {
            scene.Test.Time.Advance(TimeSpan.FromSeconds(5));
            // It beats, so its own looks count.
            scene.Tell(LookAtProgress.Instance);
            await scene.AskAsync<Present>(RollCall.Instance);
        }
    }

    private static async Task<string[]> InboxAsync(JournalClient journal) =>
    [
        .. (await journal.ReadStreamAsync(journal.Keys.Inbox, StreamItem.Beginning, 100, s_none)).Value
            .Select(item => System.Text.Encoding.UTF8.GetString(item.Body.Span)),
    ];

    private static async Task<bool> LooksAnswerAsync(JournalClient journal) => (await journal.ReadWaitingAsync(s_none)).IsDone;

    private static async Task Eventually(Func<Task<bool>> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(5), "Redis does not come back");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
