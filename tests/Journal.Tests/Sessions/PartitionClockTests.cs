using System.Globalization;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Tests.Sessions;

/// <summary>Silence is measured on a clock that runs only while somebody watches.</summary>
public sealed class PartitionClockTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Theory]
    [InlineData(1, 7000)]
    [InlineData(99_999_999_999_999, 5000)]
    public async Task Pause_of_any_length_counts_two_seconds_and_a_clock_that_went_back_none(long wall, long expected)
    {
        await using var fixture = await JournalFixture.StartAsync();
        await SetClockAsync(fixture, wall, 5000);
        Assert.Equal(expected, (await fixture.Client.ReadBeatsAsync(0, _none)).Value!.NowMs);
    }

    [Fact]
    public async Task Only_the_shards_owner_moves_the_clock()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (owner, other) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        var lease = await fixture.AcquireAsync(owner, "shard-0", 0);
        await SetClockAsync(fixture, 1, 5000);
        await BeatAsync(fixture, other, new WatchedPartition(0, lease.Epoch));
        await BeatAsync(fixture, owner, new WatchedPartition(0, lease.Epoch - 1));
        Assert.Equal("5000", await SeenAsync(fixture));
        Assert.Equal(7000, (await BeatAsync(fixture, owner, new WatchedPartition(0, lease.Epoch))).ClockMs);
        Assert.Equal("7000", await SeenAsync(fixture));
    }

    [Fact]
    public async Task Since_is_kept_through_beats_and_begins_anew_after_a_gap()
    {
        await using var fixture =
            await JournalFixture.StartAsync(options => options with { OfflineAfter = TimeSpan.FromSeconds(20) });
        await SetClockAsync(fixture, 1, 5000);
        var identity = await fixture.OpenAsync("web-1", "i1");
        await SetClockAsync(fixture, 1, 24_999);
        await BeatAsync(fixture, identity);
        Assert.Equal(new HostBeat(
            "web-1", 26_999, 7000), Assert.Single((await fixture.Client.ReadBeatsAsync(0, _none)).Value!.Hosts));
        await SetClockAsync(fixture, 1, 44_999);
        await BeatAsync(fixture, identity);
        Assert.Equal(new HostBeat(
            "web-1", 46_999, 46_999), Assert.Single((await fixture.Client.ReadBeatsAsync(0, _none)).Value!.Hosts));
    }

    [Fact]
    public async Task Query_answers_the_silent_hosts_and_those_named()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await SetClockAsync(fixture, 1, 98_000);
        await fixture.Server.CommandAsync(
            "ZADD", fixture.Client.Keys.Beats(0), "1", "dead", "79000", "late", "99000", "live");
        var query = new BeatQuery { SilentFor = TimeSpan.FromSeconds(20), Hosts = ["live", "dead", "unknown"] };
        var snapshot = (await fixture.Client.ReadBeatsAsync(0, query, _none)).Value!;
        Assert.Equal((100_000, 3), (snapshot.NowMs, snapshot.HostCount));
        Assert.Equal(["dead", "late", "live"], snapshot.Hosts.Select(host => host.Host));
    }

    [Fact]
    public async Task Transition_is_decided_by_the_beat_stored_at_the_moment_of_the_commit()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        await SetClockAsync(fixture, 1, 98_000);
        await fixture.Server.CommandAsync(
            "ZADD", fixture.Client.Keys.Beats(0), "80001", "alive", "80000", "dead", "95000", "back");
        await fixture.Server.CommandAsync("HSET", fixture.Client.Keys.Since(0), "back", "90000", "alive", "90001");
        var offline = TimeSpan.FromSeconds(20);
        var commit = Some.Commit(
            identity, lease) with { StateWrites = [StateWrite.Set(fixture.Client.Keys.Shard(0, "x"), "f", "v")] };

        Assert.Equal(
            CommitOutcome.Unmet, await CommitAsync(fixture, commit, HostCondition.Silent(0, "alive", offline)));
        Assert.Equal(
            CommitOutcome.Unmet, await CommitAsync(fixture, commit, HostCondition.Silent(0, "said-bye", offline)));
        Assert.Equal(
            CommitOutcome.Unmet, await CommitAsync(
                fixture, commit, HostCondition.Recovered(0, "alive", offline, TimeSpan.FromSeconds(10))));
        Assert.Equal(
            CommitOutcome.Unmet, await CommitAsync(
                fixture, commit, HostCondition.Recovered(0, "dead", offline, TimeSpan.FromSeconds(10))));
        Assert.Equal(0L, await fixture.Server.CommandAsync("EXISTS", fixture.Client.Keys.Shard(0, "x")));

        Assert.Equal(CommitOutcome.Ok, await CommitAsync(fixture, commit, HostCondition.Silent(0, "dead", offline)));
        var next = commit with { Rev = commit.Rev + 1 };
        Assert.Equal(
            CommitOutcome.Ok, await CommitAsync(
                fixture, next, HostCondition.Recovered(0, "back", offline, TimeSpan.FromSeconds(10))));
    }

    private static async Task<CommitOutcome> CommitAsync(
        JournalFixture fixture, CommitRequest commit, HostCondition condition) =>
        (await fixture.Client.CommitAsync(commit with { Conditions = [condition] }, _none)).Value;

    private static Task<object?> SeenAsync(JournalFixture fixture) =>
        fixture.Server.CommandAsync("HGET", fixture.Client.Keys.Clock(0), "seen");

    private static async Task<BeatAnswer> BeatAsync(
        JournalFixture fixture, SessionIdentity identity, params WatchedPartition[] watched)
    {
        var call =
            await fixture.Client.BeatAsync(identity, new Beat(fixture.Client.History, Some.Facts, watched), _none);
        Assert.Equal(BeatOutcome.Ok, call.Value!.Outcome);
        return call.Value;
    }

    private static Task<object?> SetClockAsync(JournalFixture fixture, long wall, long seen) =>
        fixture.Server.CommandAsync(
            "HSET", fixture.Client.Keys.Clock(0), "wall", wall.ToString(CultureInfo.InvariantCulture), "seen",
            seen.ToString(CultureInfo.InvariantCulture));
}
