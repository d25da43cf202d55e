using Dachshund.Actors.Shard;

namespace Dachshund.Actors.Tests.Shard;

public sealed class HostRulesTests
{
    private const long Second = 1000;
    private static readonly HostRules s_rules = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));

    [Fact]
    public void Host_is_offline_after_its_time_and_not_before()
    {
        Assert.Same(HostRecord.Steady, Judge(HostRecord.Steady, beat: 0, now: 20 * Second - 1));
        var fallen = Judge(HostRecord.Steady, beat: 0, now: 20 * Second);
        Assert.Equal((HostState.Offline, 20 * Second), (fallen.State, fallen.AtMs));
        Assert.Same(fallen, Judge(fallen, beat: 0, now: 50 * Second));
    }

    [Fact]
    public void Host_is_back_when_it_has_beaten_long_enough_without_a_gap()
    {
        var fallen = Judge(HostRecord.Steady, beat: 0, now: 20 * Second);
        Assert.Same(fallen, Judge(fallen, beat: 39 * Second, since: 30 * Second, now: 40 * Second - 1));
        Assert.Equal(HostState.Up, Judge(fallen, beat: 39 * Second, since: 30 * Second, now: 40 * Second).State);
        Assert.Same(fallen, Judge(fallen, beat: 39 * Second, since: 30 * Second, now: 59 * Second));
    }

    [Fact]
    public void Third_outage_within_an_hour_is_flapping_and_ends_after_a_steady_time_ten_times_as_long()
    {
        var record = HostRecord.Steady;
        foreach (var minute in new[] { 1, 5 })
        {
            record = Fall(record, minute);
            Assert.Equal(HostState.Offline, record.State);
            record = Rise(record, minute + 1);
            Assert.Equal(HostState.Up, record.State);
        }

        record = Fall(record, 10);
        Assert.Equal(HostState.Flapping, record.State);
        Assert.Same(record, Judge(record, beat: 660 * Second, since: 600 * Second, now: 661 * Second));
        Assert.Equal(HostState.Up, Judge(record, beat: 700 * Second, since: 600 * Second, now: 701 * Second).State);
    }

    [Fact]
    public void Outages_that_are_an_hour_apart_are_not_flapping()
    {
        var record = HostRecord.Steady;
        foreach (var minute in new[] { 1, 40, 90, 140 })
        {
            record = Fall(record, minute);
            Assert.Equal(HostState.Offline, record.State);
            record = Rise(record, minute + 1);
        }
    }

    [Theory]
    [InlineData("offline 20000 20000")]
    [InlineData("flapping 7 1,5,7")]
    [InlineData("left 9")]
    [InlineData("up 9 1,2")]
    public void Record_is_read_as_it_was_written(string text) => Assert.Equal(text, HostRecord.TryParse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("offline")]
    [InlineData("gone 1")]
    [InlineData("offline x")]
    [InlineData("offline 1 2,x")]
    [InlineData("offline 1 2 3")]
    public void Record_of_another_form_is_none(string text) => Assert.Null(HostRecord.TryParse(text));

    private static HostRecord Judge(HostRecord record, long beat, long now, long since = 0) => s_rules.Judge(record, beat, since, now);

    private static HostRecord Fall(HostRecord record, int minute) => Judge(record, beat: 0, now: minute * 60 * Second);

    private static HostRecord Rise(HostRecord record, int minute) =>
        Judge(record, beat: minute * 60 * Second, since: (minute * 60 - 15) * Second, now: minute * 60 * Second);
}
