using System.Text;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;

namespace Dachshund.Journal.Tests.Faults;

/// <summary>Redis comes back without its newest writes, as a whole, under another history.</summary>
public sealed class RollBackTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Commit_on_memory_from_before_is_refused_though_owner_epoch_and_rev_are_the_stored_ones()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        var copy = fixture.Server.CopyAppendOnlyFile();
        var history = new TaskCompletionSource<string>();
        fixture.Client.HistoryChanged += changed => history.TrySetResult(changed);

        await fixture.Server.RollBackAsync(copy);
        var commit = Some.Commit(identity, lease) with
        {
            Appends = [new StreamAppend(fixture.Client.Keys.Notices, "n", "a"u8.ToArray())],
        };
        var outcome = await Eventually.DoneAsync(() => fixture.Client.CommitAsync(commit, _none));
        Assert.Equal(CommitOutcome.Reload, outcome);
        Assert.Equal(await history.Task.WaitAsync(TimeSpan.FromMinutes(5)), fixture.Client.History);

        var loaded = await Eventually.DoneAsync(() => fixture.Client.LoadAsync(new LoadRequest("shard-0", []), _none));
        Assert.Equal(fixture.Client.History, loaded.History);
        var retried = commit with { History = loaded.History, Rev = loaded.Rev };
        Assert.Equal(CommitOutcome.Ok, await Eventually.DoneAsync(() => fixture.Client.CommitAsync(retried, _none)));
        Assert.Single(
            (await fixture.Client.ReadStreamAsync(fixture.Client.Keys.Notices, StreamItem.Beginning, 9, _none)).Value);
    }

    [Fact]
    public async Task Beat_under_the_old_history_is_told_to_reload_and_stores_nothing()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var beat = new Beat(fixture.Client.History, Some.Facts, []);
        await fixture.Server.RestartAsync();
        var answer = await Eventually.DoneAsync(() => fixture.Client.BeatAsync(identity, beat, _none));
        Assert.Equal(BeatOutcome.Reload, answer.Outcome);
        Assert.Equal("1", (await Eventually.DoneAsync(() => fixture.Client.ReadSessionAsync("web-1", _none)))["pulse"]);
        var next = await Eventually.DoneAsync(
            () => fixture.Client.BeatAsync(identity, beat with { History = answer.History }, _none));
        Assert.Equal(BeatOutcome.Ok, next.Outcome);
    }

    [Fact]
    public async Task Appends_that_were_lost_answer_conflict_and_are_written_again_from_the_stored_position()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        Assert.True((await AppendAsync(fixture, "none", "10", "a")).IsDone);
        var copy = fixture.Server.CopyAppendOnlyFile();
        Assert.True((await AppendAsync(fixture, "10", "20", "b")).IsDone);
        await fixture.Server.RollBackAsync(copy);

        var ahead = await Eventually.DoneAsync(() => AppendAsync(fixture, "20", "30", "c"));
        Assert.Equal(new AppendVerdict(AppendOutcome.Conflict, "10"), ahead.Verdicts[0]);
        Assert.Equal(AppendOutcome.Ok, (await AppendAsync(fixture, "10", "30", "b", "c")).Value!.Verdicts[0].Outcome);
        var items = (
            await fixture.Client.ReadStreamAsync(fixture.Client.Keys.Journal(0), StreamItem.Beginning, 9, _none)).Value;
        Assert.Equal(["a", "b", "c"], items.Select(item => Encoding.UTF8.GetString(item.Body.Span)));
    }

    [Fact]
    public async Task Epoch_that_was_given_and_lost_is_not_given_again()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var copy = fixture.Server.CopyAppendOnlyFile();
        var first = await fixture.AcquireAsync(identity, "alert-router");
        await fixture.Server.RollBackAsync(copy);
        var look = await Eventually.DoneAsync(() => fixture.Client.LookAsync(["alert-router"], _none));
        Assert.True(look.Leases[0].IsFree);
        var second = await Eventually.DoneAsync(() => fixture.Client.AcquireAsync(
            new AcquireRequest(identity, look.History, look.Leases[0], LeaseClaim.Free), _none));
        Assert.Equal(AcquireOutcome.Acquired, second.Outcome);
        Assert.True(second.Epoch > first.Epoch);
    }

    [Fact]
    public async Task Acquire_on_a_look_from_before_is_told_to_look_again()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var look = (await fixture.Client.LookAsync(["alert-router"], _none)).Value!;
        await fixture.Server.RestartAsync();
        var answer = await Eventually.DoneAsync(() => fixture.Client.AcquireAsync(
            new AcquireRequest(identity, look.History, look.Leases[0], LeaseClaim.Free), _none));
        Assert.Equal(AcquireOutcome.Reload, answer.Outcome);
    }

    [Fact]
    public async Task Emptied_redis_is_another_data_set_and_said_so_while_running()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var before = fixture.Client.DataSetId;
        var changed = new TaskCompletionSource<string>();
        fixture.Client.DataSetChanged += id => changed.TrySetResult(id);
        await fixture.Server.CommandAsync("FLUSHALL");
        var beat = await fixture.Client.BeatAsync(identity, new Beat(fixture.Client.History, Some.Facts, []), _none);
        Assert.Equal(BeatOutcome.DataSet, beat.Value!.Outcome);
        var id = await changed.Task.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.NotEqual(before, id);
        Assert.True((await Eventually.DoneAsync(() => AppendAsync(fixture, "none", "1", "a"))).Fenced);
        Assert.True((await Eventually.DoneAsync(() => fixture.Client.OpenSessionAsync(
            new SessionOpening(identity, Some.Facts), _none))).Opened);
    }

    private static Task<Call<AppendAnswer>> AppendAsync(
        JournalFixture fixture, string expected, string position, params string[] entries) =>
        fixture.Client.AppendAsync(0, "web-1", "i1", [Some.File(expected, position, entries)], _none);
}
