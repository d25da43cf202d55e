using System.Globalization;
using Dachshund.Journal.Budgets;

namespace Dachshund.Journal.Tests.Budgets;

public sealed class BudgetTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly BudgetTerms _terms = new("robot", 3, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Slots_run_out_and_the_wait_is_a_window_and_a_time_out_at_most()
    {
        await using var fixture = await JournalFixture.StartAsync();
        for (var slot = 0; slot < 3; slot++)
            Assert.True((await TakeAsync(fixture, $"s{slot}")).Granted);
        var refused = await TakeAsync(fixture, "s3");
        Assert.False(refused.Granted);
        Assert.InRange(refused.Wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(70_001));
        Assert.True((await TakeAsync(fixture, "s1")).Granted);
        await fixture.Client.BudgetCancelAsync(_terms, "s1", _none);
        Assert.True((await TakeAsync(fixture, "s3")).Granted);
        Assert.False((await TakeAsync(fixture, "s4")).Granted);
    }

    [Fact]
    public async Task Slot_that_was_given_is_still_given_when_the_budget_became_smaller()
    {
        await using var fixture = await JournalFixture.StartAsync();
        for (var slot = 0; slot < 3; slot++)
            await TakeAsync(fixture, $"s{slot}");
        var smaller = _terms with { MessagesMax = 1 };
        Assert.True((await fixture.Client.BudgetTakeAsync(smaller, "s1", _none)).Value.Granted);
        Assert.False((await fixture.Client.BudgetTakeAsync(smaller, "s3", _none)).Value.Granted);
    }

    [Fact]
    public async Task Slot_counts_a_window_from_the_end_of_its_call()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await TakeAsync(fixture, "s0");
        await fixture.Client.BudgetDoneAsync(_terms, "s0", _none);
        var words = (await SlotAsync(fixture, "s0")).Split(' ');
        Assert.Equal("sent", words[0]);
        Assert.Equal(60_000, Number(words[2]) - Number(words[1]));
    }

    [Fact]
    public async Task Open_slot_is_given_back_a_window_and_a_time_out_after_it_was_taken()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await TakeAsync(fixture, "s0");
        var words = (await SlotAsync(fixture, "s0")).Split(' ');
        Assert.Equal(("open", 70_000), (words[0], Number(words[2]) - Number(words[1])));
        await SetSlotAsync(fixture, "s0", "open 1000 71000");
        for (var slot = 1; slot < 4; slot++)
            Assert.True((await TakeAsync(fixture, $"s{slot}")).Granted);
    }

    [Fact]
    public async Task Clock_that_went_back_blocks_no_longer_than_a_window()
    {
        await using var fixture = await JournalFixture.StartAsync();
        for (var slot = 0; slot < 3; slot++)
            await SetSlotAsync(fixture, $"s{slot}", "sent 90000000000000 90000000060000");
        await fixture.Server.CommandAsync(
            "HSET", fixture.Client.Keys.Budget("robot"), "pause", "pause 90000000000000 90000000030000");
        var refused = await TakeAsync(fixture, "s4");
        Assert.False(refused.Granted);
        Assert.InRange(refused.Wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(60_001));
    }

    [Fact]
    public async Task Pause_lets_nobody_send_and_is_never_shortened()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.Client.BudgetPauseAsync(_terms, TimeSpan.FromHours(1), _none);
        await fixture.Client.BudgetPauseAsync(_terms, TimeSpan.FromSeconds(1), _none);
        var refused = await TakeAsync(fixture, "s0");
        Assert.False(refused.Granted);
        Assert.True(refused.Wait > TimeSpan.FromMinutes(50));
        var lives = (long)(await fixture.Server.CommandAsync("PTTL", fixture.Client.Keys.Budget("robot")))!;
        Assert.True(lives > 3_000_000, $"the pause is forgotten in {lives} ms");
    }

    [Fact]
    public async Task Receiver_never_sees_more_than_it_takes_in_any_window()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var terms = new BudgetTerms("fast", 3, TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(30));
        var arrivals = new List<double>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async sender =>
        {
            for (var message = 0; message < 4; message++)
            {
                var slot = $"m-{sender}-{message}";
                for (var answer = default(BudgetAnswer); !answer.Granted;)
                {
                    answer = (await fixture.Client.BudgetTakeAsync(terms, slot, _none)).Value;
                    if (!answer.Granted)
                        await Task.Delay(answer.Wait < terms.Window ? answer.Wait : terms.Window, TimeProvider.System);
                }

                var arrival = await NowMsAsync(fixture);
                lock (arrivals)
                    arrivals.Add(arrival);
                await fixture.Client.BudgetDoneAsync(terms, slot, _none);
            }
        }));
        arrivals.Sort();
        Assert.Equal(16, arrivals.Count);
        for (var at = 3; at < arrivals.Count; at++)
            Assert.True(
                arrivals[at] - arrivals[at - 3] > 150, $"{arrivals[at] - arrivals[at - 3]} ms hold four messages");
    }

    private static async Task<double> NowMsAsync(JournalFixture fixture)
    {
        var time = (object?[])(await fixture.Server.CommandAsync("TIME"))!;
        return (Number((string)time[0]!) * 1000.0) + (Number((string)time[1]!) / 1000.0);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> SlotAsync(JournalFixture fixture, string slot) =>
        (string)(await fixture.Server.CommandAsync("HGET", fixture.Client.Keys.Budget("robot"), "slot:" + slot))!;

    private static Task<object?> SetSlotAsync(JournalFixture fixture, string slot, string value) =>
        fixture.Server.CommandAsync("HSET", fixture.Client.Keys.Budget("robot"), "slot:" + slot, value);

    private static async Task<BudgetAnswer> TakeAsync(JournalFixture fixture, string slot) =>
        (await fixture.Client.BudgetTakeAsync(_terms, slot, _none)).Value;
}
