using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class AskTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private static IActorRef Answering(TestSystem test, Func<object, object?> answer) =>
        test.ActorOf(Scripted.Props(actor => actor.OnAny(message =>
        {
            if (answer(message) is { } reply)
                actor.From.Tell(reply, actor.Me);
        })));

    [Fact]
    public async Task An_answer_completes_the_task()
    {
        await using var test = TestSystem.Stepped();
        Assert.Equal(2, await test.AskAsync<int>(Answering(test, message => (int)message + 1), 1));
        Assert.Equal(0, test.Time.ActiveTimers);
    }

    [Fact]
    public async Task A_failure_faults_the_task_with_its_cause()
    {
        await using var test = TestSystem.Stepped();
        var actor = Answering(test, _ => new Status.Failure(new FormatException("no")));
        var failure = await Assert.ThrowsAsync<FormatException>(() => test.AskAsync<int>(actor, 1));
        Assert.Equal("no", failure.Message);
    }

    [Fact]
    public async Task An_answer_of_another_class_faults_the_task()
    {
        await using var test = TestSystem.Stepped();
        await Assert.ThrowsAsync<InvalidCastException>(() => test.AskAsync<int>(Answering(test, _ => "text"), 1));
    }

    [Fact]
    public async Task No_answer_in_time_faults_the_task_and_a_late_one_is_a_dead_letter()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var ask = probe.Ref.Ask<int>("x", s_second, CancellationToken.None);
        await probe.ExpectEqualAsync("x");
        await test.AdvanceAsync(s_second - TimeSpan.FromTicks(1));
        Assert.False(ask.IsCompleted);
        await test.AdvanceAsync(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<AskTimeoutException>(() => ask);
        probe.Reply(1);
        Assert.Equal(1, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task The_default_timeout_is_finite()
    {
        await using var test = TestSystem.Stepped(options: new ActorSystemOptions { AskTimeout = s_second });
        var ask = test.CreateProbe().Ref.Ask<int>("x", CancellationToken.None);
        await test.AdvanceAsync(s_second);
        await Assert.ThrowsAsync<AskTimeoutException>(() => ask);
    }

    [Fact]
    public async Task A_cancelled_ask_ends()
    {
        await using var test = TestSystem.Stepped();
        using var cancel = new CancellationTokenSource();
        var ask = test.CreateProbe().Ref.Ask<int>("x", s_second, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
        Assert.Equal(0, test.Time.ActiveTimers);
    }

    [Fact]
    public async Task An_ask_waits_for_room_within_its_timeout_and_leaves_nothing_behind()
    {
        await using var test = TestSystem.Stepped();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<int>(async _ => await gate.Task))
            .WithMailbox(new MailboxOptions { Capacity = 1 }));
        actor.Tell(1);
        await test.SettleAsync();
        actor.Tell(2);
        var ask = actor.Ask<int>(3, s_second, CancellationToken.None);
        Assert.Equal(1, test.NodeOf(actor)!.WaitingSenders);
        await test.AdvanceAsync(s_second);
        await Assert.ThrowsAsync<AskTimeoutException>(() => ask);
        Assert.Equal((1, 0), (test.NodeOf(actor)!.MailboxDepth, test.NodeOf(actor)!.WaitingSenders));
        gate.SetResult();
    }

    [Fact]
    public async Task An_actor_awaits_an_ask_inside_a_handler()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var other = Answering(test, message => (int)message * 2);
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<int>(async number =>
        {
            var doubled = await other.Ask<int>(number, actor.Around.Stopping);
            actor.From.Tell(doubled + 1, actor.Me);
        })));
        probe.Send(actor, 5);
        await probe.ExpectEqualAsync(11);
        Assert.Same(actor, probe.LastSender);
    }

    [Fact]
    public async Task PipeTo_tells_the_result_or_the_failure()
    {
        await using var test = TestSystem.Stepped();
        var (probe, sender) = (test.CreateProbe(), test.CreateProbe());
        await Task.FromResult(1).PipeTo(probe.Ref, sender.Ref);
        await probe.ExpectEqualAsync(1);
        Assert.Same(sender.Ref, probe.LastSender);
        await Task.FromException<int>(new FormatException()).PipeTo(probe.Ref);
        Assert.IsType<FormatException>((await probe.ExpectAsync<Status.Failure>()).Cause);
        await Task.FromResult(1).PipeTo(probe.Ref, success: number => $"got {number}");
        await probe.ExpectEqualAsync("got 1");
        await Task.FromException(new FormatException()).PipeTo(probe.Ref, failure: failure => failure.GetType().Name);
        await probe.ExpectEqualAsync("FormatException");
        await Task.CompletedTask.PipeTo(probe.Ref);
        await probe.ExpectAsync<Status.Success>();
    }

    [Fact]
    public async Task PipeTo_waits_for_room()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var gate = new TaskCompletionSource();
        var actor = test.ActorOf(Scripted.Props(actor => actor.OnAsync<int>(async number =>
        {
            await gate.Task;
            probe.Ref.Tell(number);
        })).WithMailbox(new MailboxOptions { Capacity = 1 }));
        actor.Tell(1);
        await test.SettleAsync();
        actor.Tell(2);
        var piped = Task.FromResult(3).PipeTo(actor);
        Assert.False(piped.IsCompleted);
        gate.SetResult();
        Assert.Equal([1, 2, 3], await probe.TakeAsync(3));
        await piped;
    }
}
