using Dachshund.Journal.Samples;

namespace Dachshund.Journal.Tests.Samples;

/// <summary>What is kept of sent lines: as long as their links open, and no more than so many.</summary>
public sealed class KeptSampleTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task Sample_is_read_by_the_place_that_its_link_names_and_by_no_other()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var kept = Sample(7) with { Path = "/var/log/a b.log", Text = "ERROR first\n\tat second\n错误" };
        Assert.True((await fixture.Client.KeepSamplesAsync([kept, Sample(8)], s_hour, 100, s_none)).IsDone);
        Assert.Equal(kept, await ReadAsync(fixture, kept));
        Assert.Null(await ReadAsync(fixture, kept with { Offset = 9 }));
        Assert.Null(await ReadAsync(fixture, kept with { Length = 1 }));
        Assert.Null(await ReadAsync(fixture, kept with { Host = "web-2" }));
        Assert.Null(await ReadAsync(fixture, kept with { Field = "1:2:1" }));
    }

    [Fact]
    public async Task Those_that_would_go_first_go_when_there_are_too_many_and_one_that_is_kept_again_stays()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.Client.KeepSamplesAsync([Sample(1)], TimeSpan.FromMinutes(1), 3, s_none);
        await fixture.Client.KeepSamplesAsync([Sample(2)], TimeSpan.FromMinutes(2), 3, s_none);
        await fixture.Client.KeepSamplesAsync([Sample(1)], s_hour, 3, s_none);
        await fixture.Client.KeepSamplesAsync([.. Enumerable.Range(3, 2).Select(Sample)], s_hour, 3, s_none);
        Assert.Null(await ReadAsync(fixture, Sample(2)));
        foreach (var number in new[] { 1, 3, 4 })
            Assert.NotNull(await ReadAsync(fixture, Sample(number)));
        Assert.Equal(3L, await fixture.Server.CommandAsync("HLEN", fixture.Client.Keys.Samples));
    }

    [Fact]
    public async Task One_whose_time_is_over_goes_with_the_next_that_is_kept_and_all_go_when_none_is()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.Client.KeepSamplesAsync([Sample(1)], s_hour, 100, s_none);
        await fixture.Server.CommandAsync("ZADD", fixture.Client.Keys.SamplesDue, "1", "web-1:1:2:0:1:5");
        await fixture.Client.KeepSamplesAsync([Sample(2)], s_hour, 100, s_none);
        Assert.Null(await ReadAsync(fixture, Sample(1)));
        Assert.Equal(1L, await fixture.Server.CommandAsync("ZCARD", fixture.Client.Keys.SamplesDue));
        foreach (var key in new[] { fixture.Client.Keys.Samples, fixture.Client.Keys.SamplesDue })
            Assert.InRange(Assert.IsType<long>(await fixture.Server.CommandAsync("PTTL", key)), 1, (long)s_hour.TotalMilliseconds);
    }

    [Fact]
    public async Task Many_long_ones_are_cut_and_kept_in_several_steps()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var samples = Enumerable.Range(0, 50).Select(number => Sample(number) with { Text = new string('错', 10_000) }).ToArray();
        Assert.True((await fixture.Client.KeepSamplesAsync(samples, s_hour, 100, s_none)).IsDone);
        foreach (var sample in samples)
            Assert.Equal(4096, (await ReadAsync(fixture, sample))?.Text.Length);
    }

    private static KeptSample Sample(int offset) => new("web-1", "1:2:0", offset, 5, "/a.log", "ERROR");

    private static async Task<KeptSample?> ReadAsync(JournalFixture fixture, KeptSample sample)
    {
        var call = await fixture.Client.ReadSampleAsync(sample.Host, sample.Field, sample.Offset, sample.Length, s_none);
        Assert.True(call.IsDone, call.Reason);
        return call.Value;
    }
}
