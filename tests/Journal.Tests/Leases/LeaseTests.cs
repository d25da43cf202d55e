using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Tests.Leases;

public sealed class LeaseTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Two_candidates_with_the_same_look_get_one_lease()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (one, two) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        var look = await LookAsync(fixture);
        var answers = await Task.WhenAll(
            AcquireAsync(fixture, one, look, LeaseClaim.Free), AcquireAsync(fixture, two, look, LeaseClaim.Free));
        Assert.Equal([AcquireOutcome.Acquired, AcquireOutcome.Lost], answers.Select(answer => answer.Outcome).Order());
    }

    [Fact]
    public async Task Owner_whose_pulse_moved_since_the_look_keeps_its_lease()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (owner, other) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        await fixture.AcquireAsync(owner, "alert-router");
        var look = await LookAsync(fixture);
        await fixture.Client.BeatAsync(owner, new Beat(fixture.Client.History, Some.Facts, []), _none);
        Assert.Equal(AcquireOutcome.Lost, (await AcquireAsync(fixture, other, look, LeaseClaim.Expired)).Outcome);
        var again = await LookAsync(fixture);
        Assert.Equal(AcquireOutcome.Lost, (await AcquireAsync(fixture, other, again, LeaseClaim.Free)).Outcome);
        Assert.Equal(AcquireOutcome.Acquired, (await AcquireAsync(fixture, other, again, LeaseClaim.Expired)).Outcome);
    }

    [Fact]
    public async Task Heir_alone_may_take_a_lease_that_was_just_released()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (owner, heir) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        var other = await fixture.OpenAsync("web-3", "k1");
        var rang = new TaskCompletionSource();
        using var bell =
            await fixture.ListenAsync(fixture.Client.Keys.LeaseBell("alert-router"), () => rang.TrySetResult());
        var lease = await fixture.AcquireAsync(owner, "alert-router");
        Assert.True((await fixture.Client.ReleaseAsync(owner, "alert-router", lease.Epoch, "web-2", _none)).Value);
        await rang.Task.WaitAsync(TimeSpan.FromMinutes(5));

        // On a slow machine the heir's second may be over before the other asks: then it proves nothing, and is tried
        // again.
        var refused = false;
        while (!refused)
        {
            var released = await NowAsync(fixture, 0);
            await fixture.Server.CommandAsync(
                "HSET", fixture.Client.Keys.Lease("alert-router"), "released", $"{released}");
            var asked = await AcquireAsync(fixture, other, await LookAsync(fixture), LeaseClaim.Free);
            refused = asked.Outcome == AcquireOutcome.Lost;
            Assert.True(refused || await NowAsync(
                fixture, 0) - released >= 1000, "another than the heir took it within the second");
            if (!refused)
                await fixture.Client.ReleaseAsync(other, "alert-router", asked.Epoch, "web-2", _none);
        }

        var taken = await AcquireAsync(fixture, heir, await LookAsync(fixture), LeaseClaim.Free);
        Assert.Equal(AcquireOutcome.Acquired, taken.Outcome);
        Assert.True(taken.Epoch > lease.Epoch);
    }

    [Theory]
    [InlineData(-1001)]
    [InlineData(60_000)]
    public async Task Heirs_second_ends_and_a_clock_that_went_back_does_not_prolong_it(long releasedAtMs)
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (owner, other) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-3", "k1"));
        var lease = await fixture.AcquireAsync(owner, "alert-router");
        await fixture.Client.ReleaseAsync(owner, "alert-router", lease.Epoch, "web-2", _none);
        var released = await NowAsync(fixture, releasedAtMs);
        await fixture.Server.CommandAsync("HSET", fixture.Client.Keys.Lease("alert-router"), "released", $"{released}");
        var answer = await AcquireAsync(fixture, other, await LookAsync(fixture), LeaseClaim.Free);
        Assert.Equal(AcquireOutcome.Acquired, answer.Outcome);
    }

    [Fact]
    public async Task Beat_after_release_does_not_take_the_lease_back()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var owner = await fixture.OpenAsync("web-1", "i1");
        var lease = await fixture.AcquireAsync(owner, "shard-0", 0);
        await fixture.Client.ReleaseAsync(owner, "shard-0", lease.Epoch, "", _none);
        var beat = new Beat(fixture.Client.History, Some.Facts, [new WatchedPartition(0, lease.Epoch)]);
        Assert.Equal(BeatOutcome.Ok, (await fixture.Client.BeatAsync(owner, beat, _none)).Value!.Outcome);
        Assert.True((await fixture.Client.LookAsync(["shard-0"], _none)).Value!.Leases[0].IsFree);
        Assert.False((await fixture.Client.ReleaseAsync(owner, "shard-0", lease.Epoch, "", _none)).Value);
        Assert.Equal(0L, await fixture.Server.CommandAsync("EXISTS", fixture.Client.Keys.Clock(0)));
    }

    [Fact]
    public async Task Lease_of_a_replaced_process_can_be_taken_at_once_by_its_successor_and_by_others()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var old = await fixture.OpenAsync("web-1", "i1");
        await fixture.AcquireAsync(old, "alert-router");
        var successor = await fixture.OpenAsync("web-1", "i2");
        var look = await LookAsync(fixture);
        Assert.False(look.Leases[0].OwnerHasSession);
        Assert.Equal(AcquireOutcome.Fenced, (await AcquireAsync(fixture, old, look, LeaseClaim.Own)).Outcome);
        Assert.Equal(AcquireOutcome.Acquired, (await AcquireAsync(fixture, successor, look, LeaseClaim.Own)).Outcome);

        await fixture.OpenAsync("web-1", "i3");
        var other = await fixture.OpenAsync("web-2", "j1");
        Assert.Equal(AcquireOutcome.Acquired, (
            await AcquireAsync(fixture, other, await LookAsync(fixture), LeaseClaim.Gone)).Outcome);
    }

    [Fact]
    public async Task Owner_that_said_goodbye_is_gone()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (owner, other) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        await fixture.AcquireAsync(owner, "alert-router");
        await fixture.Client.ByeAsync(owner, fixture.Client.History, default, _none);
        Assert.Equal(AcquireOutcome.Acquired, (
            await AcquireAsync(fixture, other, await LookAsync(fixture), LeaseClaim.Gone)).Outcome);
    }

    [Fact]
    public async Task Owner_that_is_connected_is_not_gone_until_its_connection_ends()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var other = await fixture.OpenAsync("web-2", "j1");
        var identity = Some.Identity();
        await using (var owner = await JournalFixture.ConnectAsync(fixture.Server.Connection))
        {
            Assert.True((await owner.OpenSessionAsync(new SessionOpening(identity, Some.Facts), _none)).Value!.Opened);
            await fixture.AcquireAsync(identity, "alert-router");
            var look = await LookAsync(fixture);
            Assert.True(look.Leases[0].OwnerPresent);
            Assert.Equal(AcquireOutcome.Lost, (await AcquireAsync(fixture, other, look, LeaseClaim.Gone)).Outcome);
        }

        await Eventually.TrueAsync(async () => !(await LookAsync(fixture)).Leases[0].OwnerPresent);
        Assert.Equal(AcquireOutcome.Acquired, (
            await AcquireAsync(fixture, other, await LookAsync(fixture), LeaseClaim.Gone)).Outcome);
    }

    private static async Task<long> NowAsync(JournalFixture fixture, long offsetMs)
    {
        var time = (object?[])(await fixture.Server.CommandAsync("TIME"))!;
        var seconds = long.Parse((string)time[0]!, System.Globalization.CultureInfo.InvariantCulture);
        var microseconds = long.Parse((string)time[1]!, System.Globalization.CultureInfo.InvariantCulture);
        return (seconds * 1000) + (microseconds / 1000) + offsetMs;
    }

    private static async Task<LeaseLooks> LookAsync(JournalFixture fixture) =>
        (await fixture.Client.LookAsync(["alert-router"], _none)).Value!;

    private static async Task<AcquireAnswer> AcquireAsync(
        JournalFixture fixture, SessionIdentity identity, LeaseLooks looks, LeaseClaim claim) =>
        (await fixture.Client.AcquireAsync(
            new AcquireRequest(identity, looks.History, looks.Leases[0], claim), _none)).Value!;
}
