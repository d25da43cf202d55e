using System.Text;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;

namespace Dachshund.Journal.Tests.Faults;

/// <summary>Calls whose answer never came, and which run later or ran already.</summary>
public sealed class LateCallTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Append_that_runs_after_its_repetition_writes_nothing()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        var held = fixture.Proxy.HoldRequests();
        Assert.Equal(CallStatus.Unknown, (await AppendAsync(fixture.Client, "none", "10", "a")).Status);

        var again = await Eventually.DoneAsync(() => AppendAsync(fixture.Client, "none", "10", "a"));
        Assert.Equal(new AppendVerdict(AppendOutcome.Ok, "10"), again.Verdicts[0]);
        await held.DeliverAsync();
        Assert.Equal(["a"], await JournalAsync(fixture));
    }

    [Fact]
    public async Task Append_that_ran_before_its_repetition_answers_conflict_with_the_new_position()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        var held = fixture.Proxy.HoldRequests();
        Assert.Equal(CallStatus.Unknown, (await AppendAsync(fixture.Client, "none", "10", "a")).Status);
        await held.DeliverAsync();

        var again = await Eventually.DoneAsync(() => AppendAsync(fixture.Client, "none", "10", "a"));
        Assert.Equal(new AppendVerdict(AppendOutcome.Conflict, "10"), again.Verdicts[0]);
        Assert.Equal(["a"], await JournalAsync(fixture));
    }

    [Fact]
    public async Task Append_whose_reply_was_lost_is_unknown_and_its_repetition_harmless()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        fixture.Proxy.SwallowReplies();
        Assert.Equal(CallStatus.Unknown, (await AppendAsync(fixture.Client, "none", "10", "a")).Status);

        var again = await Eventually.DoneAsync(() => AppendAsync(fixture.Client, "none", "10", "a"));
        Assert.Equal(new AppendVerdict(AppendOutcome.Conflict, "10"), again.Verdicts[0]);
        Assert.Equal(["a"], await JournalAsync(fixture));
    }

    [Fact]
    public async Task Append_of_a_replaced_process_is_fenced_however_late()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        var held = fixture.Proxy.HoldRequests();
        Assert.Equal(CallStatus.Unknown, (await AppendAsync(fixture.Client, "none", "10", "a")).Status);
        await fixture.OpenAsync("web-1", "i2");
        await held.DeliverAsync();
        Assert.Empty(await JournalAsync(fixture));
        Assert.True((await Eventually.DoneAsync(() => AppendAsync(fixture.Client, "none", "10", "a"))).Fenced);
    }

    [Fact]
    public async Task Commit_that_runs_late_is_refused_because_its_rev_has_passed()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "alert-router");
        var commit = Some.Commit(identity, lease, "alert-router") with
        {
            Appends = [new StreamAppend(fixture.Client.Keys.Notices, "n", "a"u8.ToArray())],
        };
        var held = fixture.Proxy.HoldRequests();
        Assert.Equal(CallStatus.Unknown, (await fixture.Client.CommitAsync(commit, _none)).Status);
        Assert.Equal(CommitOutcome.Ok, (await fixture.Direct.CommitAsync(commit, _none)).Value);
        await held.DeliverAsync();
        Assert.Equal(["a"], await ReadAsync(fixture, fixture.Client.Keys.Notices));
        Assert.Equal(lease.Rev + 1, (await fixture.LookAsync("alert-router")).Leases[0].Rev);
    }

    [Fact]
    public async Task Commit_of_an_old_owner_is_fenced_however_late()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        var old = await fixture.OpenAsync("web-1", "i1");
        var young = await fixture.OpenAsync("web-2", "j1");
        var lease = await fixture.AcquireAsync(old, "alert-router");
        var commit = Some.Commit(old, lease, "alert-router") with
        {
            Appends = [new StreamAppend(fixture.Client.Keys.Notices, "n", "a"u8.ToArray())],
        };
        var held = fixture.Proxy.HoldRequests();
        Assert.Equal(CallStatus.Unknown, (await fixture.Client.CommitAsync(commit, _none)).Status);
        var next = await fixture.AcquireAsync(young, "alert-router", LeaseClaim.Expired);
        Assert.True(next.Epoch > lease.Epoch);
        await held.DeliverAsync();
        Assert.Empty(await ReadAsync(fixture, fixture.Client.Keys.Notices));
        Assert.Equal(CommitOutcome.Fenced, (await fixture.Direct.CommitAsync(commit, _none)).Value);
    }

    [Fact]
    public async Task Release_that_runs_after_the_lease_was_taken_again_does_nothing()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "alert-router");
        var held = fixture.Proxy.HoldRequests();
        var release = await fixture.Client.ReleaseAsync(identity, "alert-router", lease.Epoch, "", _none);
        Assert.Equal(CallStatus.Unknown, release.Status);
        await fixture.AcquireAsync(identity, "alert-router", LeaseClaim.Own);
        await held.DeliverAsync();
        Assert.Equal(identity.Owner, (await fixture.LookAsync("alert-router")).Leases[0].Owner);
    }

    [Fact]
    public async Task Acquire_that_runs_late_loses_to_the_one_that_came_first()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        var first = await fixture.OpenAsync("web-1", "i1");
        var second = await fixture.OpenAsync("web-2", "j1");
        var look = await fixture.LookAsync("alert-router");
        var held = fixture.Proxy.HoldRequests();
        var wish = new AcquireRequest(first, look.History, look.Leases[0], LeaseClaim.Free);
        Assert.Equal(CallStatus.Unknown, (await fixture.Client.AcquireAsync(wish, _none)).Status);
        var taken = await fixture.AcquireAsync(second, "alert-router");
        await held.DeliverAsync();
        var after = (await fixture.LookAsync("alert-router")).Leases[0];
        Assert.Equal((second.Owner, taken.Epoch), (after.Owner, after.Epoch));
    }

    [Fact]
    public async Task Beat_of_a_replaced_process_changes_nothing_however_late()
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        var old = await fixture.OpenAsync("web-1", "i1");
        var held = fixture.Proxy.HoldRequests();
        var beat = new Beat(fixture.Client.History, Some.Facts, []);
        Assert.Equal(CallStatus.Unknown, (await fixture.Client.BeatAsync(old, beat, _none)).Status);
        await fixture.OpenAsync("web-1", "i2");
        var before = await Eventually.DoneAsync(() => fixture.Direct.ReadSessionAsync("web-1", _none));
        await held.DeliverAsync();
        Assert.Equal(before["pulse"], (
            await Eventually.DoneAsync(() => fixture.Direct.ReadSessionAsync("web-1", _none)))["pulse"]);
    }

    private static Task<Call<AppendAnswer>> AppendAsync(
        JournalClient client, string expected, string position, string entry) =>
        client.AppendAsync(0, "web-1", "i1", [Some.File(expected, position, entry)], _none);

    private static Task<List<string>> JournalAsync(ProxiedFixture fixture) =>
        ReadAsync(fixture, fixture.Client.Keys.Journal(0));

    private static async Task<List<string>> ReadAsync(ProxiedFixture fixture, string key)
    {
        var items =
            await Eventually.DoneAsync(() => fixture.Direct.ReadStreamAsync(key, StreamItem.Beginning, 1000, _none));
        return [.. items.Select(item => Encoding.UTF8.GetString(item.Body.Span))];
    }
}
