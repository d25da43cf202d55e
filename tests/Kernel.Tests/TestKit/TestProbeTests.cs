using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests.TestKit;

public class TestProbeTests
{
    [Fact]
    public async Task Each_expectation_fails_when_it_is_not_met()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe("probe");
        await Fails(() => probe.ExpectAsync<int>());
        await Fails(() => probe.ExpectAsync<int>(TimeSpan.FromSeconds(1)));
        await Fails(() => probe.ExpectEqualAsync(2), told: 1);
        await Fails(() => probe.ExpectAsync<string>(), told: 1);
        await Fails(() => probe.ExpectAsync<int>(number => number > 1), told: 1);
        await Fails(() => probe.ExpectNoneAsync(), told: 1);
        await probe.TakeAsync(1);
        await Fails(() => probe.FishAsync<string>(), told: 1);
        await Fails(() => probe.TakeAsync(2), told: 1);
        await Fails(() => probe.ExpectTerminatedAsync(probe.Ref), told: 1);
        await Fails(() => test.UntilAsync(() => false, TimeSpan.FromSeconds(1)));

        async Task Fails(Func<Task> expectation, object? told = null)
        {
            if (told is not null)
                probe.Ref.Tell(told);
            await Assert.ThrowsAsync<ProbeException>(expectation);
        }
    }

    [Fact]
    public async Task A_failure_says_what_came_and_the_seed()
    {
        await using var test = TestSystem.Stepped(seed: 42);
        var probe = test.CreateProbe("probe");
        probe.Ref.Tell("apple");
        var failure = await Assert.ThrowsAsync<ProbeException>(() => probe.ExpectAsync<int>());
        Assert.Equal("akka://test/user/probe: expected Int32, got apple (step dispatcher, seed 42)", failure.Message);
    }

    [Fact]
    public async Task Expecting_nothing_for_a_while_sees_what_comes_at_its_very_end()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Clock.StartSingleTimer("k", "tick", TimeSpan.FromHours(1));
            actor.OnAny(message => probe.Ref.Tell(message));
        }));
        await probe.ExpectNoneAsync(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<ProbeException>(() => probe.ExpectNoneAsync(TimeSpan.FromTicks(1)));
    }

    [Fact]
    public async Task Reply_ignore_and_fish_do_what_they_say()
    {
        await using var test = TestSystem.Stepped();
        var (probe, other) = (test.CreateProbe(), test.CreateProbe());
        probe.Ignore(message => message is 2);
        for (var number = 1; number <= 4; number++)
            other.Send(probe.Ref, number);
        await probe.ExpectEqualAsync(1);
        await probe.ExpectEqualAsync(3);
        Assert.Equal(4, await probe.FishAsync<int>(number => number == 4));
        probe.Reply("thanks");
        await other.ExpectEqualAsync("thanks");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_from_outside_is_waited_for_while_an_actor_awaits_it(bool threaded)
    {
        await using var test = threaded ? TestSystem.Threaded() : TestSystem.Stepped();
        var probe = test.CreateProbe();
        var outside = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(async text =>
        {
            await outside.Task;
            probe.Ref.Tell(text);
        })));
        actor.Tell("x");
        var expected = probe.ExpectEqualAsync("x");
        await Task.Run(outside.SetResult);
        await expected;
    }

    [Fact]
    public async Task A_probe_works_on_real_time()
    {
        await using var system = ActorSystem.Create("real");
        var probe = new TestProbe(system);
        var actor = system.ActorOf(Scripted.Props(actor => actor.OnAny(message => actor.From.Tell(message))));
        probe.Watch(actor);
        probe.Send(actor, "x");
        await probe.ExpectEqualAsync("x");
        actor.Tell(PoisonPill.Instance);
        await probe.ExpectTerminatedAsync(actor);
        await probe.ExpectNoneAsync();
        await Assert.ThrowsAsync<ProbeException>(() => probe.ExpectAsync<int>(TimeSpan.FromMilliseconds(1)));
    }
}
