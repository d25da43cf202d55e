using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Tests.Sessions;

public sealed class SessionTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Name_of_a_process_whose_pulse_moves_is_refused_and_the_holder_named()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var holder = Some.Identity() with { Interval = TimeSpan.FromSeconds(4) };
        var facts = new Dictionary<string, string> { ["address"] = "10.0.0.1" };
        await fixture.Client.OpenSessionAsync(new SessionOpening(holder, facts), _none);
        using var stop = new CancellationTokenSource();
        var beating = BeatUntilAsync(fixture, holder, stop.Token);
        var call =
            await fixture.Client.OpenSessionAsync(new SessionOpening(Some.Identity("web-1", "i2"), Some.Facts), _none);
        await stop.CancelAsync();
        await beating;
        Assert.False(call.Value!.Opened);
        Assert.Equal(("i1", "10.0.0.1"), (call.Value.Holder!.Incarnation, call.Value.Holder.Address));
    }

    [Fact]
    public async Task Name_of_a_process_that_stands_still_for_three_beats_is_taken()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var dead = Some.Identity() with { Interval = TimeSpan.FromMilliseconds(40) };
        await fixture.Client.OpenSessionAsync(new SessionOpening(dead, Some.Facts), _none);
        var call =
            await fixture.Client.OpenSessionAsync(new SessionOpening(Some.Identity("web-1", "i2"), Some.Facts), _none);
        Assert.True(call.Value!.Opened);
        var beat = await fixture.Client.BeatAsync(dead, new Beat(fixture.Client.History, Some.Facts, []), _none);
        Assert.Equal(BeatOutcome.Fenced, beat.Value!.Outcome);
    }

    [Fact]
    public async Task Process_of_the_same_data_directory_is_replaced_at_once_and_its_facts_forgotten()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var old = Some.Identity() with { Interval = TimeSpan.FromHours(1) };
        await fixture.Client.OpenSessionAsync(
            new SessionOpening(old, new Dictionary<string, string> { ["lag"] = "9" }), _none);
        var opening = new SessionOpening(Some.Identity("web-1", "i2"), Some.Facts) { Replace = true };
        Assert.True((await fixture.Client.OpenSessionAsync(opening, _none)).Value!.Opened);
        var session = (await fixture.Client.ReadSessionAsync("web-1", _none)).Value!;
        Assert.Equal("i2", session["incarnation"]);
        Assert.False(session.ContainsKey("lag"));
    }

    [Fact]
    public async Task Opening_twice_says_hello_once()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var opening = new SessionOpening(Some.Identity(), Some.Facts) { HelloEntry = "hello"u8.ToArray() };
        Assert.True((await fixture.Client.OpenSessionAsync(opening, _none)).Value!.Opened);
        Assert.True((await fixture.Client.OpenSessionAsync(opening, _none)).Value!.Opened);
        Assert.Single((await fixture.Client.ReadStreamAsync(fixture.Client.Keys.Journal(0), "0-0", 9, _none)).Value);
    }

    [Fact]
    public async Task Name_that_is_none_is_refused_with_the_rule()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var opening = new SessionOpening(Some.Identity("Web 1"), Some.Facts);
        var error = await Assert.ThrowsAsync<JournalException>(() => fixture.Client.OpenSessionAsync(opening, _none));
        Assert.Contains("node.name", error.Message, StringComparison.Ordinal);
    }

    private static async Task BeatUntilAsync(JournalFixture fixture, SessionIdentity identity, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await fixture.Client.BeatAsync(identity, new Beat(fixture.Client.History, Some.Facts, []), _none);
    }
}
