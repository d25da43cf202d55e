using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class AsyncTests
{
    private static Props Waiting(TestProbe probe, TaskCompletionSource gate) => Scripted.Props(actor =>
    {
        actor.OnAsync<string>(async text =>
        {
            probe.Ref.Tell($"begin {text}");
            await gate.Task;
            probe.Ref.Tell($"end {text}", actor.From);
        });
        actor.On<int>(number => probe.Ref.Tell(number));
        actor.Stopped = () => probe.Ref.Tell("PostStop");
    });

    [Fact]
    public async Task No_other_message_is_handled_until_the_task_ends()
    {
        await using var test = TestSystem.Stepped();
        var (probe, gate) = (test.CreateProbe(), new TaskCompletionSource());
        var actor = test.ActorOf(Waiting(probe, gate));
        actor.Tell("a");
        actor.Tell(1);
        await probe.ExpectEqualAsync("begin a");
        await test.SettleAsync();
        Assert.Equal(0, probe.Waiting);
        gate.SetResult();
        Assert.Equal(["end a", 1], await probe.TakeAsync(2));
    }

    [Fact]
    public async Task Sender_and_context_are_the_same_after_an_await()
    {
        await using var test = TestSystem.Stepped();
        var (probe, gate) = (test.CreateProbe(), new TaskCompletionSource());
        var (asker, other) = (test.CreateProbe(), test.CreateProbe());
        var actor = test.ActorOf(Waiting(probe, gate));
        asker.Send(actor, "a");
        other.Send(actor, 1);
        await probe.ExpectEqualAsync("begin a");
        gate.SetResult();
        await probe.ExpectEqualAsync("end a");
        Assert.Same(asker.Ref, probe.LastSender);
    }

    [Fact]
    public async Task Fake_time_drives_a_delay_inside_a_handler()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(async _ =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), actor.Around.System.Time);
            probe.Ref.Tell(actor.Around.System.Time.GetUtcNow());
        })));
        var start = test.Time.GetUtcNow();
        actor.Tell("x");
        Assert.Equal(start.AddMinutes(1), await probe.ExpectAsync<DateTimeOffset>(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_failure_after_an_await_goes_to_the_supervisor()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Replaced = reason => probe.Ref.Tell(reason.Message);
            actor.OnAsync<string>(async text =>
            {
                await Task.Yield();
                throw new InvalidOperationException(text);
            });
            actor.On<int>(number => probe.Ref.Tell(number));
        }));
        actor.Tell("boom");
        actor.Tell(1);
        Assert.Equal(["boom", 1], await probe.TakeAsync(2));
        Assert.Equal(1, test.NodeOf(actor)?.Restarts);
    }

    [Fact]
    public async Task Stop_waits_for_the_handler_and_cancels_its_token()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor =>
        {
            actor.OnAsync<string>(async _ =>
            {
                var stopping = actor.Around.Stopping;
                using var registration = stopping.Register(() => probe.Ref.Tell("cancelled"));
                await gate.Task;
                probe.Ref.Tell("end");
            });
            actor.Stopped = () => probe.Ref.Tell("PostStop");
        }));
        probe.Watch(actor);
        actor.Tell("x");
        await test.SettleAsync();
        test.System.Stop(actor);
        await probe.ExpectEqualAsync("cancelled");
        await probe.ExpectNoneAsync();
        gate.SetResult();
        Assert.Equal(["end", "PostStop"], await probe.TakeAsync(2));
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_handler_that_is_cancelled_by_the_stop_is_no_failure()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(async _ =>
            await Task.Delay(Timeout.InfiniteTimeSpan, actor.Around.System.Time, actor.Around.Stopping))));
        probe.Watch(actor);
        actor.Tell("x");
        await test.SettleAsync();
        test.System.Stop(actor);
        await probe.ExpectTerminatedAsync(actor);
        Assert.DoesNotContain(test.Log.Lines, line => line.EventId == 1000);
    }

    [Fact]
    public async Task A_restart_by_the_supervisor_waits_for_the_handler()
    {
        await using var test = TestSystem.Stepped();
        var (probe, gate) = (test.CreateProbe(), new TaskCompletionSource());
        var parent = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Strategy = new AllForOneStrategy();
            actor.Started = () =>
            {
                actor.Around.ActorOf(Waiting(probe, gate), "waiting");
                actor.Around.ActorOf(Scripted.Props(failing => failing.On<Exception>(failure => throw failure)), "failing");
            };
            actor.OnAny(message => actor.Around.Child(message is string ? "waiting" : "failing")!.Tell(message));
        }));
        parent.Tell("a");
        parent.Tell(new InvalidOperationException());
        await probe.ExpectEqualAsync("begin a");
        await probe.ExpectNoneAsync();
        gate.SetResult();
        Assert.Equal(["end a", "PostStop"], await probe.TakeAsync(2));
    }

    [Fact]
    public async Task A_child_that_fails_is_judged_while_the_parent_awaits()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var parent = test.ActorOf(Scripted.Props(actor =>
        {
            actor.Started = () => actor.Around.ActorOf(Scripted.Reporting(probe.Ref), "child");
            actor.OnAsync<string>(async _ =>
            {
                actor.Around.Child("child")!.Tell(new InvalidOperationException());
                await gate.Task;
            });
        }));
        parent.Tell("x");
        Assert.Equal(["new", "PreStart", "PostStop", "new", "PreStart"], await probe.TakeAsync(5));
        gate.SetResult();
    }

    [Fact]
    public async Task A_continuation_that_comes_after_the_end_still_runs()
    {
        await using var test = TestSystem.Stepped();
        var (probe, gate, ended) = (test.CreateProbe(), new TaskCompletionSource(), new TaskCompletionSource());
        async Task Background()
        {
            await gate.Task;
            ended.SetResult();
        }

        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(text =>
        {
            _ = Background();
            return ValueTask.CompletedTask;
        })));
        probe.Watch(actor);
        actor.Tell("x");
        await test.SettleAsync();
        test.System.Stop(actor);
        await probe.ExpectTerminatedAsync(actor);
        gate.SetResult();
        await test.UntilAsync(() => ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Handlers_never_overlap_on_the_thread_pool()
    {
        await using var test = TestSystem.Threaded();
        var probe = test.CreateProbe();
        var inside = 0;
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<int>(async number =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Run(() => { });
            Assert.Same(actor.Me, actor.Around.Self);
            Interlocked.Decrement(ref inside);
            probe.Ref.Tell(number);
        })));
        for (var number = 0; number < 200; number++)
            actor.Tell(number);
        Assert.Equal(Enumerable.Range(0, 200).Cast<object>(), await probe.TakeAsync(200));
    }

    [Fact]
    public async Task A_handler_that_yields_for_ever_leaves_others_their_turn_and_can_be_stopped()
    {
        await using var test = TestSystem.Stepped(throughput: 5);
        var probe = test.CreateProbe();
        var yields = 0;
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<string>(async _ =>
        {
            var stopping = actor.Around.Stopping;
            while (!stopping.IsCancellationRequested)
            {
                await Task.Yield();
                if (++yields == 100)
                    actor.Around.ActorOf(Scripted.Props(other => other.Started = () => test.System.Stop(actor.Me)));
                Assert.True(yields < 10_000, "the other actor never got its turn");
            }
        })));
        probe.Watch(actor);
        actor.Tell("x");
        await probe.ExpectTerminatedAsync(actor);
    }
}
