using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class RoutingTests
{
    /// <summary>Tells who it is and what it got, with the sender it saw.</summary>
    private static Props Worker(TestProbe probe, TaskCompletionSource? gate = null) => Scripted.Props(actor =>
    {
        actor.On<Exception>(failure => throw failure);
        if (gate is not null)
            actor.OnAsync<string>(async _ => await gate.Task);
        actor.OnAny(message => probe.Ref.Tell((actor.Me.Path.Name, message), actor.From));
    });

    [Fact]
    public async Task Round_robin_takes_turns_and_keeps_the_original_sender()
    {
        await using var test = TestSystem.Stepped();
        var (probe, sender) = (test.CreateProbe(), test.CreateProbe());
        var pool = test.ActorOf(Worker(probe).WithRouter(new RoundRobinPool(3)));
        for (var number = 0; number < 6; number++)
            sender.Send(pool, number);
        var got = (await probe.TakeAsync(6)).Cast<(string Name, object Message)>().ToList();
        Assert.Same(sender.Ref, probe.LastSender);
        Assert.All(got.GroupBy(message => message.Name), ofOne => Assert.Equal(2, ofOne.Count()));
    }

    [Fact]
    public async Task Consistent_hashing_keeps_a_key_with_its_routee()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(new ConsistentHashingPool(4, message => (int)message % 50)));
        for (var number = 0; number < 200; number++)
            pool.Tell(number);
        var got = (await probe.TakeAsync(200)).Cast<(string Name, object Message)>().ToList();
        Assert.All(got.GroupBy(message => (int)message.Message % 50), ofKey => Assert.Single(ofKey.DistinctBy(m => m.Name)));
        Assert.Equal(4, got.DistinctBy(message => message.Name).Count());
    }

    [Fact]
    public async Task When_a_routee_leaves_only_its_keys_move()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(new ConsistentHashingPool(4, message => message is int number ? number : 0)));
        async Task<Dictionary<int, string>> OwnersAsync()
        {
            for (var number = 0; number < 100; number++)
                pool.Tell(number);
            var got = (await probe.TakeAsync(100)).Cast<(string Name, object Message)>();
            return got.ToDictionary(message => (int)message.Message, message => message.Name);
        }

        var before = await OwnersAsync();
        var gone = before[0];
        pool.Tell(new ActorKilledException("the one who has key 0"));
        await test.SettleAsync();
        var after = await OwnersAsync();
        Assert.Equal(3, after.Values.Distinct().Count());
        Assert.All(before.Where(owner => owner.Value != gone), owner => Assert.Equal(owner.Value, after[owner.Key]));
    }

    [Fact]
    public async Task A_message_without_a_key_is_dropped()
    {
        await using var test = TestSystem.Stepped();
        var (probe, dead) = (test.CreateProbe(), test.CreateProbe());
        test.System.EventStream.Subscribe(dead.Ref, typeof(Dropped));
        var pool = test.ActorOf(Worker(probe).WithRouter(new ConsistentHashingPool(2, message => message as string)));
        probe.Send(pool, 1);
        var dropped = await dead.ExpectAsync<Dropped>();
        Assert.Equal((1, probe.Ref, pool), (dropped.Message, dropped.Sender, dropped.Recipient));
        await pool.TellAsync(2, null, CancellationToken.None);
        await dead.ExpectAsync<Dropped>();
    }

    [Fact]
    public async Task TellAsync_waits_for_the_chosen_routee()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var pool = test.ActorOf(Worker(probe, gate)
            .WithMailbox(new MailboxOptions { Capacity = 1 })
            .WithRouter(new ConsistentHashingPool(2, message => message is int number ? number : "busy")));
        pool.Tell("begin");
        await test.SettleAsync();
        pool.Tell("waits");
        var told = pool.TellAsync("no room", probe.Ref, CancellationToken.None).AsTask();
        Assert.False(told.IsCompleted);
        var busy = test.NodeOf(pool)!.Children.Single(child => child.WaitingSenders == 1);
        for (var number = 0; number < 20; number++)
        {
            var other = pool.TellAsync(number, null, CancellationToken.None).AsTask();
            await test.SettleAsync();
            if (other.IsCompletedSuccessfully)
                break;
            Assert.NotEqual(19, number);
        }

        Assert.Equal(1, busy.MailboxDepth);
        gate.SetResult();
        await test.SettleAsync();
        await told;
    }

    [Fact]
    public async Task Only_the_routee_that_failed_is_restarted()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(new RoundRobinPool(3)));
        pool.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Equal([0, 0, 1], test.NodeOf(pool)!.Children.Select(child => child.Restarts).Order());
        Assert.Equal(0, test.NodeOf(pool)!.Restarts);
    }

    [Fact]
    public async Task A_pools_own_strategy_goes_before_the_default()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(
            new RoundRobinPool(2) { Supervisor = new OneForOneStrategy(decider: _ => Directive.Escalate) }));
        pool.Tell(new InvalidOperationException());
        await test.SettleAsync();
        Assert.Equal(1, test.NodeOf(pool)!.Restarts);
        Assert.Equal([1, 1], test.NodeOf(pool)!.Children.Select(child => child.Restarts));
        pool.Tell(1);
        await probe.ExpectAsync<(string, object)>();
    }

    [Fact]
    public async Task A_broadcast_reaches_every_routee()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(new RoundRobinPool(3)));
        pool.Tell(new Broadcast(1));
        await pool.TellAsync(new Broadcast(2), null, CancellationToken.None);
        var got = (await probe.TakeAsync(6)).Cast<(string Name, object Message)>().ToList();
        Assert.All(got.GroupBy(message => message.Name), ofOne => Assert.Equal([1, 2], ofOne.Select(m => m.Message)));
    }

    [Fact]
    public async Task PoisonPill_stops_the_pool_with_all_routees()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(new RoundRobinPool(3)));
        probe.Watch(pool);
        pool.Tell(PoisonPill.Instance);
        await probe.ExpectTerminatedAsync(pool);
        pool.Tell(1);
        await pool.TellAsync(new Broadcast(2), null, CancellationToken.None);
        Assert.Equal(2, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task A_pool_without_routees_stops()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var pool = test.ActorOf(Worker(probe).WithRouter(new RoundRobinPool(2)));
        probe.Watch(pool);
        pool.Tell(new ActorKilledException("one"));
        await probe.ExpectNoneAsync();
        for (var number = 0; number < 4; number++)
            pool.Tell(number);
        Assert.Single((await probe.TakeAsync(4)).Cast<(string Name, object)>().DistinctBy(message => message.Name));
        pool.Tell(new ActorKilledException("other"));
        await probe.ExpectTerminatedAsync(pool);
    }
}
