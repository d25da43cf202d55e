using Dachshund.Actors.Cluster;
using Dachshund.TestKit.Redis;

namespace Dachshund.Actors.Tests.Cluster;

/// <summary>Who takes a lease, and when, on a clock that the test moves; the scripts run in a real Redis.</summary>
public sealed class LeaseManagerTests
{
    private const string Router = "alert-router";

    // The lease's time to live in looks: what takes fewer was not a matter of waiting for it.
    private const int LooksOfTtl = 20;

    private static readonly string s_shardOfTwo =
        Enumerable.Range(0, 16).Select(number => $"shard-{number}").First(shard => Rendezvous.First(shard, ["one", "two"]) == "two");

    [Fact]
    public async Task A_second_server_leaves_the_lease_to_the_first_and_takes_it_when_that_is_gone()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var two = await LeaseNode.StartAsync(redis.Connection, "two", Router);
        await using (var one = await LeaseNode.StartAsync(redis.Connection, "one", Router))
        {
            await one.StepsToHoldAsync(Router, LooksOfTtl);
            for (var look = 0; look < 2 * LooksOfTtl; look++)
            {
                Assert.Contains(Router, await one.StepAsync());
                Assert.Empty(await two.StepAsync());
            }
        }

        Assert.True(await two.StepsToHoldAsync(Router, LooksOfTtl - 1) >= 2, "one look that sees nobody is not enough");
        Assert.True((await two.Probe.ExpectAsync<LeaseGranted>()).OwnerGone);
    }

    [Fact]
    public async Task A_holder_that_is_back_between_two_looks_keeps_its_lease()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = FaultProxy.Start(redis.Port);
        await using var one = await LeaseNode.StartAsync(proxy.Connection, "one", Router);
        await using var two = await LeaseNode.StartAsync(redis.Connection, "two", Router);
        await one.StepsToHoldAsync(Router, LooksOfTtl);
        Assert.Empty(await two.StepAsync());
        for (var round = 0; round < 3; round++)
        {
            proxy.Isolate();
            proxy.Cut();
            await PresentAsync(two, present: false);
            Assert.Empty(await two.StepAsync());
            proxy.Rejoin();
            await PresentAsync(two, present: true);
            await ConnectedAsync(one);
            await one.StepAsync();
            Assert.Empty(await two.StepAsync());
            Assert.Empty(await two.StepAsync());
        }

        proxy.Isolate();
        proxy.Cut();
        await PresentAsync(two, present: false);
        Assert.InRange(await two.StepsToHoldAsync(Router, LooksOfTtl - 1), 2, 3);
    }

    [Fact]
    public async Task A_holder_that_is_silent_but_connected_keeps_its_lease_for_its_time_to_live()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await LeaseNode.StartAsync(redis.Connection, "one", Router);
        await using var two = await LeaseNode.StartAsync(redis.Connection, "two", Router);
        await one.StepsToHoldAsync(Router, LooksOfTtl);
        Assert.InRange(await two.StepsToHoldAsync(Router, 2 * LooksOfTtl), LooksOfTtl, LooksOfTtl + 2);
        Assert.False((await two.Probe.ExpectAsync<LeaseGranted>()).OwnerGone);

        // The first, which looks once a second, finds out by that, and its actor ends.
        for (var look = 0; look < 4; look++)
            await one.StepAsync();
        Assert.Empty(await one.StepAsync());
        await one.Probe.FishAsync<Retire>();
    }

    [Fact]
    public async Task A_shard_is_handed_to_the_server_that_comes_first_for_it_when_that_joins()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await LeaseNode.StartAsync(redis.Connection, "one", s_shardOfTwo, Router);
        await one.StepsToHoldAsync(s_shardOfTwo, LooksOfTtl);
        await using var two = await LeaseNode.StartAsync(redis.Connection, "two", s_shardOfTwo, Router);
        await two.StepAsync();
        for (var look = 0; look < 80 && (await one.StepAsync()).Contains(s_shardOfTwo); look++)
            await two.StepAsync();
        Assert.Equal("two", (await one.Probe.FishAsync<StandDown>()).Heir);
        Assert.InRange(await two.StepsToHoldAsync(s_shardOfTwo, LooksOfTtl), 1, 2);

        // A singleton stays where it is.
        Assert.Equal([Router], await one.StepAsync());
    }

    [Fact]
    public async Task An_actor_that_ends_by_itself_is_started_again_under_the_same_lease()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await LeaseNode.StartAsync(redis.Connection, "one", Router);
        await one.StepsToHoldAsync(Router, LooksOfTtl);
        var granted = await one.Probe.ExpectAsync<LeaseGranted>();
        one.Probe.Reply("end");
        await one.StepsToHoldAsync(Router, LooksOfTtl);
        for (var look = 0; look < 8; look++)
            await one.StepAsync();
        Assert.Equal(granted.Epoch, (await one.Probe.ExpectAsync<LeaseGranted>()).Epoch);
    }

    [Fact]
    public async Task A_lease_that_redis_forgot_is_taken_again_and_its_actor_goes_on()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await LeaseNode.StartAsync(redis.Connection, "one", Router);
        await one.StepsToHoldAsync(Router, LooksOfTtl);
        var first = await one.Probe.ExpectAsync<LeaseGranted>();
        var actor = one.Probe.LastSender;
        await redis.CommandAsync("DEL", one.Journal.Keys.Lease(Router));
        actor.Tell(new LeaseLost(Router, first.Epoch));
        await one.StepsToHoldAsync(Router, LooksOfTtl);
        var second = await one.Probe.ExpectAsync<LeaseGranted>();
        Assert.True(second.Epoch > first.Epoch, "an epoch is never given twice");
        Assert.Equal(actor, one.Probe.LastSender);
    }

    private static async Task ConnectedAsync(LeaseNode node)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!node.Journal.IsConnected || !(await node.Journal.LookAsync([Router], deadline.Token)).IsDone)
            deadline.Token.ThrowIfCancellationRequested();
    }

    private static async Task PresentAsync(LeaseNode observer, bool present)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while ((await observer.Journal.LookAsync([Router], deadline.Token)).Value?.Leases[0].OwnerPresent != present)
            deadline.Token.ThrowIfCancellationRequested();
    }
}
