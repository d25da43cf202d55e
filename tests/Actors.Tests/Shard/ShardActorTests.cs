using Dachshund.Actors.Cluster;
using Dachshund.Actors.Shard;
using Dachshund.Actors.TaskWatch;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Actors.Tests.DailyReport;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Entries;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.Shard;

/// <summary>A shard on a real Redis, on fake time.</summary>
public sealed class ShardActorTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Host = "web-1";
    private readonly TestSystem _test = TestSystem.Threaded();
    private RedisServer? _redis;
    private JournalClient? _journal;

    private JournalClient Journal => _journal ?? throw new InvalidOperationException("there is no Redis");

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _journal = await Patient.ConnectAsync(_redis.Connection);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        await Journal.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }

    [Fact]
    public async Task What_many_entries_make_is_several_commits_and_each_entry_is_in_one()
    {
        const int Entries = 250;
        var identity = new SessionIdentity(0, Host, Host + "-1", TimeSpan.FromSeconds(1));
        var opening = new SessionOpening(identity, new Dictionary<string, string>());
        Assert.True((await Journal.OpenSessionAsync(opening, CancellationToken.None)).Value?.Opened);

        // More notices, tasks and counts than one commit takes.
        for (var at = 0; at < Entries; at += 50)
        {
            var entries = Enumerable.Range(at, 50).Select(Dropped).ToArray();
            var file = new AppendFile($"f{at}", AppendFile.NoPosition, "1", CheckpointNote.None, [.. entries]);
            var call = await Journal.AppendAsync(0, Host, identity.Incarnation, [file], CancellationToken.None);
            Assert.Equal(AppendOutcome.Ok, Assert.Single(call.Value?.Verdicts ?? []).Outcome);
        }

        var shard = new ShardScene(_test, Journal, identity);
        await shard.FoldedAsync();
        var told = await Journal.ReadStreamAsync(Journal.Keys.Notices, StreamItem.Beginning, 1000, CancellationToken.None);
        Assert.Equal(Entries, told.Value.Select(item => Notice.FromJson(item.Body.Span)).Sum(notice => notice.Count));
        var known = await TaskReader.ReadAsync(Journal, TaskPlan.Empty, CancellationToken.None);
        Assert.Equal(TaskEntries.TasksPerHostMax, known.Count);
    }

    private ReadOnlyMemory<byte> Dropped(int number) => JournalEntryCodec.Encode(new JournalEntry
    {
        Kind = NoticeKinds.DropFile,
        Host = Host,
        Input = "jobs",
        Rule = $"task {number}",
        Severity = Severities.Error,
        Count = 1,
        Path = $"/drop/{number}/{new string('x', 300)}.err",
        Samples = [.. Enumerable.Range(0, 3).Select(part => new EntrySample(part * 1000, 500, new string('界', 450)))],
    });

    /// <summary>The shard's actor, with its lease.</summary>
    private sealed class ShardScene
    {
        private readonly TestSystem _test;
        private readonly JournalClient _journal;
        private readonly NodeSession _session;
        private readonly SessionIdentity _identity;
        private readonly IActorRef _actor;

        public ShardScene(TestSystem test, JournalClient journal, SessionIdentity identity)
        {
            (_test, _journal, _identity) = (test, journal, identity);
            _session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, test.Time);
            var server = new ServerContext(journal, _session, identity, test.Time, new Random(1));
            var settings = ReportServer.Settings("11:00", TimeZoneInfo.Utc);
            var props = Props.Create(() => new ShardActor(server, 0, settings, NullLogger.Instance));
            _actor = test.ActorOf(Props.Create(() => new LeaseParent(props, () => { })), "parent");
        }

        public async Task FoldedAsync()
        {
            var look = (await _journal.LookAsync([JournalKeys.ShardLease(0)], CancellationToken.None)).Value?.Leases[0]
                ?? throw new InvalidOperationException("Redis does not answer");
            var request = new AcquireRequest(_identity, _journal.History, look, LeaseClaim.Free) { ShardPartition = 0 };
            var answer = await _journal.AcquireAsync(request, CancellationToken.None);
            _session.BeatSucceeded(_test.Time.GetTimestamp());
            _actor.Tell(new LeaseGranted(answer.Value?.Epoch ?? 0, OwnerGone: false));
            var status = await _actor.Ask<ShardStatus>(ShardQuery.Instance, TimeSpan.FromDays(1), CancellationToken.None)
                .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
            var rest = await _journal.ReadStreamAsync(_journal.Keys.Journal(0), status.Cursor, 1, CancellationToken.None);
            Assert.True(status.Owned && rest is { IsDone: true, Value.IsEmpty: true }, $"it stands at {status.Cursor}");
        }
    }
}
