using Dachshund.Actors.Shard;
using Dachshund.Actors.TaskWatch;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Actors.Tests.DailyReport;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Entries;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.Shard;

/// <summary>A shard on a real Redis, on fake time.</summary>
public sealed class ShardActorTests : RedisTests
{
    private const string Host = "web-1";

    [Fact]
    public async Task What_many_entries_make_is_several_commits_and_each_entry_is_in_one()
    {
        const int Entries = 250;
        await using var journal = await Patient.ConnectAsync(Redis.Connection);
        await using var scene = await LeasedScene.StartAsync(journal, Host, JournalKeys.ShardLease(0));

        // More notices, tasks and counts than one commit takes.
        for (var at = 0; at < Entries; at += 50)
        {
            var entries = Enumerable.Range(at, 50).Select(Dropped).ToArray();
            var file = new AppendFile($"f{at}", AppendFile.NoPosition, "1", CheckpointNote.None, [.. entries]);
            var call = await journal.AppendAsync(0, Host, scene.Incarnation, [file], CancellationToken.None);
            Assert.Equal(AppendOutcome.Ok, Assert.Single(call.Value?.Verdicts ?? []).Outcome);
        }

        var (server, settings) = (scene.Server, ReportServer.Settings("11:00", TimeZoneInfo.Utc));
        scene.Begin(Props.Create(() => new ShardActor(server, 0, settings, NullLogger.Instance)), () => { });
        await scene.TakeAsync(partition: 0);
        var status = await scene.AskAsync<ShardStatus>(ShardQuery.Instance);
        var rest = await journal.ReadStreamAsync(journal.Keys.Journal(0), status.Cursor, 1, CancellationToken.None);
        Assert.True(status.Owned && rest is { IsDone: true, Value.IsEmpty: true }, $"it stands at {status.Cursor}");
        Assert.Equal(Entries, (await NoticesAsync(journal)).Sum(notice => notice.Count));
        var known = await TaskReader.ReadAsync(journal, TaskPlan.Empty, CancellationToken.None);
        Assert.Equal(TaskEntries.TasksPerHostMax, known.Count);
    }

    /// <summary>All notices, as many reads as it takes.</summary>
    private static async Task<IReadOnlyList<Notice>> NoticesAsync(JournalClient journal)
    {
        var (notices, cursor) = (new List<Notice>(), StreamItem.Beginning);
        while (true)
        {
            var read = await journal.ReadStreamAsync(journal.Keys.Notices, cursor, 100, CancellationToken.None);
            if (read.Value.IsEmpty)
                return notices;
            notices.AddRange(read.Value.Select(item => Notice.FromJson(item.Body.Span)));
            cursor = read.Value[^1].Id;
        }
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
}
