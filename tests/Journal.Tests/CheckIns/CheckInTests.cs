using System.Text;
using Dachshund.Journal.CheckIns;

namespace Dachshund.Journal.Tests.CheckIns;

/// <summary>Entries of those who have no session: each once, however often it is sent.</summary>
public sealed class CheckInTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task Check_in_needs_no_session_and_one_of_the_same_name_changes_nothing()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var key = fixture.Client.Keys.Journal(fixture.Client.PartitionOf("web-1"));
        Assert.Equal(CheckInOutcome.Done, await SendAsync(fixture, "task:a:1:started"));
        Assert.Equal(CheckInOutcome.Again, await SendAsync(fixture, "task:a:1:started"));
        Assert.Equal(1L, await fixture.Server.CommandAsync("XLEN", key));
        Assert.Equal(CheckInOutcome.Done, await SendAsync(fixture, "task:a:1:succeeded"));
        Assert.Equal(2L, await fixture.Server.CommandAsync("XLEN", key));
        await Assert.ThrowsAsync<JournalException>(() => fixture.Client.CheckInAsync("Web 1", "x", "e"u8.ToArray(), s_none));
    }

    [Fact]
    public async Task Names_are_kept_for_a_day_and_go_by_themselves()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var names = fixture.Client.Keys.CheckIns(fixture.Client.PartitionOf("web-1"), "web-1");
        await SendAsync(fixture, "task:a:1:started");
        await fixture.Server.CommandAsync("ZADD", names, "1000", "task:old:1:started");
        await SendAsync(fixture, "task:a:2:started");
        Assert.Equal(2L, await fixture.Server.CommandAsync("ZCARD", names));
        Assert.InRange((long)(await fixture.Server.CommandAsync("PTTL", names) ?? 0L), 1L, (long)TimeSpan.FromDays(1).TotalMilliseconds);
    }

    [Fact]
    public async Task Full_journal_takes_five_percent_of_them_and_no_more()
    {
        await using var fixture = await JournalFixture.StartAsync(options => options with { JournalMaxEntries = 100 });
        for (var number = 0; number < 105; number++)
            Assert.Equal(CheckInOutcome.Done, await SendAsync(fixture, $"task:a:{number}:started"));
        Assert.Equal(CheckInOutcome.Full, await SendAsync(fixture, "task:a:x:started"));
    }

    private static async Task<CheckInOutcome> SendAsync(JournalFixture fixture, string name) =>
        (await fixture.Client.CheckInAsync("web-1", name, Encoding.UTF8.GetBytes("an entry"), s_none)).Value;
}
