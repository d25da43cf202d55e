using System.Globalization;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Tests.Sessions;

/// <summary>Ending the session of a node that can't do it itself.</summary>
public sealed class ExpelTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Node_that_beats_is_neither_forgotten_nor_put_down_unless_forced()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        await BeatenAgoAsync(fixture, -TimeSpan.FromDays(1));
        Assert.Equal(ExpelOutcome.Beats, (await fixture.Client.ForgetAsync("web-1", "x"u8.ToArray(), _none)).Value);
        await BeatenAgoAsync(fixture, -TimeSpan.FromDays(1));
        Assert.Equal(ExpelOutcome.Beats, (await fixture.Client.DownAsync("web-1", force: false, _none)).Value);
        Assert.Equal("up", (await fixture.Client.ReadSessionAsync("web-1", _none)).Value!["state"]);
        Assert.Equal(ExpelOutcome.Done, (await fixture.Client.DownAsync("web-1", force: true, _none)).Value);
        Assert.Equal("left", (await fixture.Client.ReadSessionAsync("web-1", _none)).Value!["state"]);
    }

    [Fact]
    public async Task What_a_node_that_is_down_owned_is_taken_at_once_and_what_it_writes_is_refused()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var hung = await fixture.OpenAsync("web-1", "i1");
        await fixture.AcquireAsync(hung, "alert-router");
        await BeatenAgoAsync(fixture, TimeSpan.FromSeconds(3));
        Assert.Equal(ExpelOutcome.Done, (await fixture.Client.DownAsync("web-1", force: false, _none)).Value);
        Assert.Equal(ExpelOutcome.Ended, (await fixture.Client.DownAsync("web-1", force: false, _none)).Value);

        var other = await fixture.OpenAsync("web-2", "i2");
        var look = (await fixture.Client.LookAsync(["alert-router"], _none)).Value!;
        Assert.Equal(LeaseClaim.Gone, new LeaseWatch(TimeSpan.FromHours(1)).Observe(look.Leases[0], look.History, other, TimeSpan.Zero));
        var request = new AcquireRequest(other, look.History, look.Leases[0], LeaseClaim.Gone);
        Assert.Equal(AcquireOutcome.Acquired, (await fixture.Client.AcquireAsync(request, _none)).Value!.Outcome);
        var append = await fixture.Client.AppendAsync(0, "web-1", "i1", [Some.File("none", "10", "late")], _none);
        Assert.True(append.Value!.Fenced);
        var beat = await fixture.Client.BeatAsync(hung, new Beat(look.History, Some.Facts, []), _none);
        Assert.Equal(BeatOutcome.Fenced, beat.Value!.Outcome);

        // It is missed as before: only forgetting and goodbye take a host out of the beats.
        Assert.Contains((await fixture.Client.ReadBeatsAsync(0, _none)).Value!.Hosts, beat => beat.Host == "web-1");
    }

    [Fact]
    public async Task Forgotten_node_leaves_nothing_but_the_entry_that_says_so()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        await fixture.Client.AppendAsync(0, "web-1", "i1", [Some.File("none", "10")], _none);
        await BeatenAgoAsync(fixture, TimeSpan.FromDays(1));
        Assert.Equal(ExpelOutcome.Done, (await fixture.Client.ForgetAsync("web-1", "gone"u8.ToArray(), _none)).Value);
        Assert.Empty((await fixture.Client.ReadSessionAsync("web-1", _none)).Value!);
        Assert.Empty((await fixture.Client.ReadBeatsAsync(0, _none)).Value!.Hosts);
        Assert.Empty((await fixture.Client.ReadCheckpointsAsync(0, "web-1", _none)).Value);
        Assert.Empty((await fixture.Client.ReadHashAsync(fixture.Client.Keys.Since(0), _none)).Value!);
        var entry = Assert.Single((await fixture.Client.ReadStreamAsync(fixture.Client.Keys.Journal(0), "0-0", 9, _none)).Value);
        Assert.Equal("gone"u8.ToArray(), entry.Body.ToArray());
        Assert.Equal(ExpelOutcome.Unknown, (await fixture.Client.ForgetAsync("web-1", "gone"u8.ToArray(), _none)).Value);
        Assert.Equal(ExpelOutcome.Unknown, (await fixture.Client.DownAsync("web-1", force: true, _none)).Value);
    }

    /// <summary>Its last beat, on Redis' wall clock: its interval is 1 s, and three of them are patience.</summary>
    private static async Task BeatenAgoAsync(JournalFixture fixture, TimeSpan ago)
    {
        var time = Assert.IsType<object?[]>(await fixture.Server.CommandAsync("TIME"));
        var ms = long.Parse(Assert.IsType<string>(time[0]), CultureInfo.InvariantCulture) * 1000;
        await fixture.Server.CommandAsync(
            "HSET", "dachshund:session:web-1", "wall", (ms - (long)ago.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
    }
}
