using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests.Mailboxes;

public class FullMailboxTests
{
    private sealed record Blocked(IActorRef Actor, TaskCompletionSource Gate, TestProbe Probe, TestProbe Dead);

    /// <summary>An actor that handles nothing until its gate opens, with room for so many.</summary>
    private static async Task<Blocked> BlockAsync(TestSystem test, int capacity, FullMailbox whenFull = FullMailbox.DropNewest)
    {
        var (probe, dead, gate) = (test.CreateProbe(), test.CreateProbe(), new TaskCompletionSource());
        test.System.EventStream.Subscribe(dead.Ref, typeof(AllDeadLetters));
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.OnAsync<string>(async _ => await gate.Task);
            actor.OnAny(message => probe.Ref.Tell(message));
        }).WithMailbox(new MailboxOptions { Capacity = capacity, WhenFull = whenFull }));
        actor.Tell("block");
        await test.SettleAsync();
        return new Blocked(actor, gate, probe, dead);
    }

    [Fact]
    public async Task The_newest_is_dropped_counted_and_published()
    {
        await using var test = TestSystem.Stepped();
        var blocked = await BlockAsync(test, 2);
        for (var number = 1; number <= 4; number++)
            blocked.Actor.Tell(number, blocked.Probe.Ref);
        foreach (var number in new[] { 3, 4 })
        {
            var dropped = await blocked.Dead.ExpectAsync<Dropped>();
            Assert.Equal((number, "mailbox full: 2 messages"), (dropped.Message, dropped.Reason));
            Assert.Equal((blocked.Probe.Ref, blocked.Actor), (dropped.Sender, dropped.Recipient));
        }

        Assert.Equal((2L, 2L), (test.NodeOf(blocked.Actor)!.Dropped, test.System.DroppedCount));
        blocked.Gate.SetResult();
        Assert.Equal([1, 2], await blocked.Probe.TakeAsync(2));
        await blocked.Probe.ExpectNoneAsync();
    }

    [Fact]
    public async Task The_oldest_is_dropped_where_it_is_asked_for()
    {
        await using var test = TestSystem.Stepped();
        var blocked = await BlockAsync(test, 2, FullMailbox.DropOldest);
        for (var number = 1; number <= 4; number++)
            blocked.Actor.Tell(number);
        Assert.Equal([1, 2], (await blocked.Dead.TakeAsync(2)).Cast<Dropped>().Select(dropped => dropped.Message));
        blocked.Gate.SetResult();
        Assert.Equal([3, 4], await blocked.Probe.TakeAsync(2));
    }

    [Theory]
    [InlineData(FullMailbox.DropNewest)]
    [InlineData(FullMailbox.DropOldest)]
    public async Task TellAsync_waits_for_room_in_order_and_drops_nothing(FullMailbox whenFull)
    {
        await using var test = TestSystem.Stepped();
        var blocked = await BlockAsync(test, 2, whenFull);
        var told = Enumerable.Range(1, 5)
            .Select(number => blocked.Actor.TellAsync(number, null, CancellationToken.None).AsTask()).ToList();
        Assert.Equal([true, true, false, false, false], told.Select(task => task.IsCompleted));
        Assert.Equal((2, 3), (test.NodeOf(blocked.Actor)!.MailboxDepth, test.NodeOf(blocked.Actor)!.WaitingSenders));
        blocked.Gate.SetResult();
        Assert.Equal([1, 2, 3, 4, 5], await blocked.Probe.TakeAsync(5));
        await Task.WhenAll(told);
        Assert.Equal(0, test.System.DroppedCount);
    }

    [Fact]
    public async Task Tell_does_not_overtake_those_who_wait()
    {
        await using var test = TestSystem.Stepped();
        var blocked = await BlockAsync(test, 1);
        blocked.Actor.Tell(1);
        var told = blocked.Actor.TellAsync(2, null, CancellationToken.None).AsTask();
        blocked.Actor.Tell(3);
        Assert.Equal(3, (await blocked.Dead.ExpectAsync<Dropped>()).Message);
        blocked.Gate.SetResult();
        Assert.Equal([1, 2], await blocked.Probe.TakeAsync(2));
        await told;
    }

    [Fact]
    public async Task A_waiting_sender_can_give_up()
    {
        await using var test = TestSystem.Stepped();
        var blocked = await BlockAsync(test, 1);
        using var cancel = new CancellationTokenSource();
        blocked.Actor.Tell(1);
        var given = blocked.Actor.TellAsync(2, null, cancel.Token).AsTask();
        var kept = blocked.Actor.TellAsync(3, null, CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked.Actor.TellAsync(4, null, cancel.Token).AsTask());
        blocked.Gate.SetResult();
        Assert.Equal([1, 3], await blocked.Probe.TakeAsync(2));
        await kept;
    }

    [Fact]
    public async Task The_end_of_the_actor_frees_those_who_wait()
    {
        await using var test = TestSystem.Stepped();
        var blocked = await BlockAsync(test, 1);
        blocked.Actor.Tell(1);
        var told = blocked.Actor.TellAsync(2, null, CancellationToken.None).AsTask();
        test.System.Stop(blocked.Actor);
        blocked.Gate.SetResult();
        await test.SettleAsync();
        await told;
        Assert.Equal([1, 2], (await blocked.Dead.TakeAsync(2)).Cast<DeadLetter>().Select(dead => dead.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((1 << 24) + 1)]
    public void A_capacity_out_of_range_is_refused(int capacity)
    {
        var props = Scripted.Props(_ => { });
        Assert.Throws<ArgumentOutOfRangeException>(() => props.WithMailbox(new MailboxOptions { Capacity = capacity }));
    }
}
