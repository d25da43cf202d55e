using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;

namespace Dachshund.Journal.Tests.Leases;

public sealed class MusterTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Servers_that_signed_and_are_connected_are_there_until_they_leave()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (one, two) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        Assert.Equal("web-1:i1", Assert.Single((await fixture.Client.MusterAsync(one, MusterSign.Stay, _none)).Value));
        await fixture.Client.MusterAsync(two, MusterSign.Stay, _none);
        Assert.Equal(["web-1:i1", "web-2:j1"], (await fixture.Client.MusterAsync(null, MusterSign.None, _none)).Value.Order());
        Assert.Equal("web-2:j1", Assert.Single((await fixture.Client.MusterAsync(one, MusterSign.Leave, _none)).Value));
    }

    [Fact]
    public async Task Server_whose_connection_ended_is_not_there()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = Some.Identity("web-2", "j1");
        await using (var other = await JournalFixture.ConnectAsync(fixture.Server.Connection))
        {
            Assert.True((await other.OpenSessionAsync(new SessionOpening(identity, Some.Facts), _none)).Value!.Opened);
            Assert.Single((await other.MusterAsync(identity, MusterSign.Stay, _none)).Value);
        }

        await Eventually.TrueAsync(async () => (await fixture.Client.MusterAsync(null, MusterSign.None, _none)).Value.IsEmpty);
    }

    [Fact]
    public async Task Sign_that_is_older_than_the_leases_time_to_live_does_not_count()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var one = await fixture.OpenAsync("web-1", "i1");
        await fixture.Client.MusterAsync(one, MusterSign.Stay, _none);
        await fixture.Server.CommandAsync("ZADD", fixture.Client.Keys.Servers, "1", "web-1:i1");
        Assert.Empty((await fixture.Client.MusterAsync(null, MusterSign.None, _none)).Value);
    }

    [Fact]
    public async Task Volunteers_are_a_roll_of_their_own()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (one, two) = (await fixture.OpenAsync("web-1", "i1"), await fixture.OpenAsync("web-2", "j1"));
        await fixture.Client.MusterAsync(one, MusterSign.Stay, _none);
        Assert.Equal("web-2:j1", Assert.Single((await fixture.Client.VolunteerAsync(two, MusterSign.Stay, _none)).Value));
        Assert.Equal("web-1:i1", Assert.Single((await fixture.Client.MusterAsync(null, MusterSign.None, _none)).Value));
        Assert.Empty((await fixture.Client.VolunteerAsync(two, MusterSign.Leave, _none)).Value);
    }
}
