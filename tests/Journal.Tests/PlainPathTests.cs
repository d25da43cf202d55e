using System.Text;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;

namespace Dachshund.Journal.Tests;

public sealed class PlainPathTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Line_goes_from_append_through_shard_to_notices()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (client, keys) = (fixture.Client, fixture.Client.Keys);
        var identity = await fixture.OpenAsync("web-1", "i1");

        var rang = new TaskCompletionSource();
        using var bell = await fixture.ListenAsync(JournalKeys.JournalBell(0), () => rang.TrySetResult());
        var appended = await client.AppendAsync(0, "web-1", "i1", [Some.File("none", "10", "first", "second")], _none);
        Assert.Equal(new AppendVerdict(AppendOutcome.Ok, "10"), Assert.Single(appended.Value!.Verdicts));
        await rang.Task.WaitAsync(TimeSpan.FromMinutes(5));
        var checkpoint = Assert.Single((await client.ReadCheckpointsAsync(0, "web-1", _none)).Value);
        Assert.Equal("10", checkpoint.Position);

        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        var items = (await client.ReadStreamAsync(keys.Journal(0), StreamItem.Beginning, 10, _none)).Value;
        Assert.Equal(["first", "second"], items.Select(item => Encoding.UTF8.GetString(item.Body.Span)));
        Assert.Equal(StreamItem.EntryKind, items[0].Kind);
        Assert.True(items[0].TimeMs > 0);

        var commit = Some.Commit(identity, lease) with
        {
            CursorMoves = [new CursorMove(keys.Cursors(0), "main", items[^1].Id, 2)],
            StateWrites =
            [
                StateWrite.Set(keys.Shard(0, "counts"), "t1", "2"), StateWrite.SetScore(keys.Router("due"), "a", 5),
            ],
            Appends = [new StreamAppend(keys.Notices, "notice", "hello"u8.ToArray())],
            TrimJournal = 0,
            Rings = ["notices"],
        };
        Assert.Equal(CommitOutcome.Ok, (await client.CommitAsync(commit, _none)).Value);

        var loaded = await client.LoadAsync(
            new LoadRequest("shard-0", [keys.Shard(0, "counts")])
            {
                Cursors = [keys.Cursors(0)],
                SortedSets = [keys.Router("due")],
            },
            _none);
        Assert.Equal(lease.Rev + 1, loaded.Value!.Rev);
        Assert.Equal(lease.History, loaded.Value.History);
        Assert.Equal("2", Encoding.UTF8.GetString(loaded.Value.Hashes[keys.Shard(0, "counts")]["t1"].Span));
        Assert.Equal(items[^1].Id, loaded.Value.Cursors[keys.Cursors(0)]["main"].Id);
        Assert.Equal(5, loaded.Value.SortedSets[keys.Router("due")]["a"]);
        var notice = Assert.Single((await client.ReadStreamAsync(keys.Notices, StreamItem.Beginning, 10, _none)).Value);
        Assert.Equal("notice", notice.Kind);

        Assert.True((await client.ReleaseAsync(identity, "shard-0", lease.Epoch, "", _none)).Value);
        Assert.Equal(
            CommitOutcome.Fenced, (await client.CommitAsync(commit with { Rev = commit.Rev + 1 }, _none)).Value);
    }

    [Fact]
    public async Task Beat_is_seen_on_the_partitions_clock_and_bye_ends_it()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var client = fixture.Client;
        var identity = await fixture.OpenAsync("web-1", "i1");
        var beat = await client.BeatAsync(identity, new Beat(client.History, Some.Facts, []), _none);
        Assert.Equal(BeatOutcome.Ok, beat.Value!.Outcome);
        Assert.Equal(2, beat.Value.Pulse);
        Assert.Equal("web-1", Assert.Single((await client.ReadBeatsAsync(0, _none)).Value!.Hosts).Host);
        Assert.Equal("1", (await client.ReadSessionAsync("web-1", _none)).Value!["version"]);

        Assert.Equal(
            BeatOutcome.Ok, (await client.ByeAsync(identity, client.History, "bye"u8.ToArray(), _none)).Value!.Outcome);
        Assert.Empty((await client.ReadBeatsAsync(0, _none)).Value!.Hosts);
        Assert.Equal(BeatOutcome.Fenced, (
            await client.BeatAsync(identity, new Beat(client.History, Some.Facts, []), _none)).Value!.Outcome);
        Assert.Single((await client.ReadStreamAsync(client.Keys.Journal(0), StreamItem.Beginning, 10, _none)).Value);
    }
}
