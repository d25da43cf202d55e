using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;

namespace Dachshund.Journal.Tests.Appends;

public sealed class FullJournalTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Full_journal_takes_positions_but_no_entries_until_the_slowest_group_reads()
    {
        await using var fixture = await JournalFixture.StartAsync(options => options with { JournalMaxEntries = 4 });
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        Assert.Equal(new AppendVerdict(AppendOutcome.Ok, "1"), await AppendAsync(fixture, "none", "1", 4));
        Assert.Equal(new AppendVerdict(AppendOutcome.Full, "1"), await AppendAsync(fixture, "1", "2", 1));
        Assert.Equal(new AppendVerdict(AppendOutcome.Ok, "2"), await AppendAsync(fixture, "1", "2", 0));

        await CommitAsync(fixture, identity, lease, 2);
        Assert.Equal(new AppendVerdict(AppendOutcome.Full, "2"), await AppendAsync(fixture, "2", "3", 3));
        Assert.Equal(new AppendVerdict(AppendOutcome.Ok, "3"), await AppendAsync(fixture, "2", "3", 2));
        var lag = (await fixture.Client.ReadLagAsync(0, _none)).Value!;
        Assert.Equal((6, 4, 0), (lag.Added, lag.Unread(lag.Cursors[0]), lag.Lost(lag.Cursors[0])));
    }

    [Fact]
    public async Task Urgent_entries_go_five_percent_beyond_the_maximum()
    {
        await using var fixture = await JournalFixture.StartAsync(options => options with { JournalMaxEntries = 100 });
        await fixture.OpenAsync("web-1", "i1");
        Assert.Equal(AppendOutcome.Ok, (await AppendAsync(fixture, "none", "1", 100)).Outcome);
        Assert.Equal(AppendOutcome.Full, (await AppendAsync(fixture, "1", "2", 1)).Outcome);
        Assert.Equal(AppendOutcome.Ok, (await AppendAsync(fixture, "1", "2", 5, urgent: true)).Outcome);
        Assert.Equal(AppendOutcome.Full, (await AppendAsync(fixture, "2", "3", 1, urgent: true)).Outcome);
    }

    [Fact]
    public async Task Group_that_commits_nothing_for_long_loses_its_hold_on_a_full_journal_to_one_that_lives()
    {
        await using var fixture = await JournalFixture.StartAsync(
            options => options with { JournalMaxEntries = 4, GroupExpiry = TimeSpan.FromHours(1) });
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        await fixture.Server.CommandAsync("HSET", fixture.Client.Keys.Cursors(0), "slow", "0-0 0 1000 held");
        await AppendAsync(fixture, "none", "1", 4);
        await CommitAsync(fixture, identity, lease, 4);

        var append = (await fixture.Client.AppendAsync(0, "web-1", "i1", [Some.File("1", "2", "x")], _none)).Value!;
        Assert.Equal((AppendOutcome.Ok, "slow"), (append.Verdicts[0].Outcome, Assert.Single(append.ExpiredGroups)));
        var slow =
            (await fixture.Client.ReadLagAsync(0, _none)).Value!.Cursors.Single(cursor => cursor.Field == "slow");
        Assert.True(slow.Expired);
    }

    [Fact]
    public async Task Only_group_keeps_its_hold_however_long_it_is_away()
    {
        await using var fixture = await JournalFixture.StartAsync(options => options with { JournalMaxEntries = 4 });
        await fixture.OpenAsync("web-1", "i1");
        await fixture.Server.CommandAsync("HSET", fixture.Client.Keys.Cursors(0), "main", "0-0 0 1000 held");
        await AppendAsync(fixture, "none", "1", 4);
        var append = (await fixture.Client.AppendAsync(0, "web-1", "i1", [Some.File("1", "2", "x")], _none)).Value!;
        Assert.Equal(AppendOutcome.Full, append.Verdicts[0].Outcome);
        Assert.Empty(append.ExpiredGroups);
    }

    [Fact]
    public async Task Trimming_drops_what_all_groups_have_read_and_nothing_else()
    {
        await using var fixture =
            await JournalFixture.StartAsync(options => options with { JournalKeep = TimeSpan.Zero });
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        for (var batch = 0; batch < 3; batch++)
            await AppendAsync(fixture, batch == 0 ? "none" : $"{batch}", $"{batch + 1}", 200);
        var all = await ReadAsync(fixture);
        await fixture.Server.CommandAsync(
            "HSET", fixture.Client.Keys.Cursors(0), "slow", $"{all[349].Id} 350 1000 held");

        await CommitAsync(fixture, identity, lease, 600);
        var left = await ReadAsync(fixture);
        Assert.InRange(left.Count, 250, 350);
        Assert.Equal(all.Skip(350).Select(item => item.Id), left.TakeLast(250).Select(item => item.Id));
    }

    [Fact]
    public async Task What_is_kept_for_later_readers_is_half_the_maximum_and_never_what_is_unread()
    {
        await using var fixture = await JournalFixture.StartAsync(options => options with { JournalMaxEntries = 400 });
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        for (var batch = 0; batch < 3; batch++)
        {
            await AppendAsync(fixture, batch == 0 ? "none" : $"{batch}", $"{batch + 1}", 200);
            await CommitAsync(fixture, identity, lease with { Rev = lease.Rev + batch }, 200, batch * 200);
        }

        Assert.InRange((await ReadAsync(fixture)).Count, 200, 300);
        await AppendAsync(fixture, "3", "4", 250);
        await CommitAsync(fixture, identity, lease with { Rev = lease.Rev + 3 }, 0, 600);
        Assert.InRange((await ReadAsync(fixture)).Count, 450, 550);
    }

    [Fact]
    public async Task New_group_begins_at_the_oldest_entry_kept()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        await AppendAsync(fixture, "none", "1", 5);
        await fixture.Server.CommandAsync("XTRIM", fixture.Client.Keys.Journal(0), "MAXLEN", "3");
        await fixture.AcquireAsync(identity, "shard-0", 0);
        var lag = (await fixture.Client.ReadLagAsync(0, _none)).Value!;
        Assert.Equal(
            (StreamItem.Beginning, 3, 0), (lag.Cursors[0].Id, lag.Unread(lag.Cursors[0]), lag.Lost(lag.Cursors[0])));
        Assert.True((await fixture.Client.ForgetGroupAsync(0, "main", _none)).Value);
        Assert.Empty((await fixture.Client.ReadLagAsync(0, _none)).Value!.Cursors);
    }

    [Fact]
    public async Task Position_gone_forgets_the_field()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        await AppendAsync(fixture, "none", "1", 0);
        Assert.Equal(
            new AppendVerdict(AppendOutcome.Conflict, "1"), await AppendAsync(fixture, "2", AppendFile.Gone, 0));
        Assert.Equal(new AppendVerdict(AppendOutcome.Ok, "none"), await AppendAsync(fixture, "1", AppendFile.Gone, 0));
        Assert.Empty((await fixture.Client.ReadCheckpointsAsync(0, "web-1", _none)).Value);
    }

    [Fact]
    public async Task Two_chunks_of_one_file_in_one_append_follow_each_other()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        var files = new[] { Some.File("none", "1", "a"), Some.File("1", "2", "b"), Some.File("1", "3", "c") };
        var answer = (await fixture.Client.AppendAsync(0, "web-1", "i1", files, _none)).Value!;
        Assert.Equal([AppendOutcome.Ok, AppendOutcome.Ok, AppendOutcome.Conflict], answer.Verdicts.Select(
            verdict => verdict.Outcome));
        Assert.Equal(2, (await ReadAsync(fixture)).Count);
    }

    private static async Task<IReadOnlyList<StreamItem>> ReadAsync(JournalFixture fixture) =>
        (await fixture.Client.ReadStreamAsync(
            fixture.Client.Keys.Journal(0), StreamItem.Beginning, 10_000, _none)).Value;

    private static async Task CommitAsync(
        JournalFixture fixture, SessionIdentity identity, AcquireAnswer lease, int count, int read = 0)
    {
        var items = await ReadAsync(fixture);
        var lag = (await fixture.Client.ReadLagAsync(0, _none)).Value!;
        var at = count + read - 1 - (int)(lag.Added - lag.Length);
        var commit = Some.Commit(identity, lease) with
        {
            CursorMoves = [new CursorMove(fixture.Client.Keys.Cursors(0), "main", items[at].Id, count)],
            TrimJournal = 0,
        };
        Assert.Equal(CommitOutcome.Ok, (await fixture.Client.CommitAsync(commit, _none)).Value);
    }

    private static async Task<AppendVerdict> AppendAsync(
        JournalFixture fixture, string expected, string position, int entries, bool urgent = false)
    {
        var file = Some.File(expected, position, [.. Enumerable.Repeat("entry", entries)]) with { Urgent = urgent };
        var call = await fixture.Client.AppendAsync(0, "web-1", "i1", [file], _none);
        Assert.True(call.IsDone, call.Reason);
        return call.Value.Verdicts[0];
    }
}
