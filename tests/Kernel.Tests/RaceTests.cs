using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

/// <summary>Real threads against each other; each asserts what must hold whoever wins.</summary>
public class RaceTests
{
    private sealed class Tally
    {
        private int _handled;
        private int _inside;

        public int Handled => Volatile.Read(ref _handled);

        public void Handle()
        {
            if (Interlocked.Increment(ref _inside) != 1)
                throw new InvalidOperationException("two at once");
            Interlocked.Increment(ref _handled);
            Interlocked.Decrement(ref _inside);
        }
    }

    private static IActorRef Counting(TestSystem test, Tally tally, int capacity = 100) =>
        test.ActorOf(Scripted.Props(actor =>
        {
            actor.On<int>(_ => tally.Handle());
            actor.On<Exception>(failure => throw failure);
        }).WithMailbox(new MailboxOptions { Capacity = capacity }));

    private static Task[] Tellers(IActorRef actor, int tellers, int each, bool waits) =>
        [.. Enumerable.Range(0, tellers).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < each; number++)
            {
                if (waits)
                    await actor.TellAsync(number, null, CancellationToken.None);
                else
                    actor.Tell(number);
            }
        }))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_against_tell_loses_nothing(bool waits)
    {
        for (var round = 0; round < 50; round++)
        {
            await using var test = TestSystem.Threaded();
            var tally = new Tally();
            var actor = Counting(test, tally, capacity: 10);
            var telling = Tellers(actor, tellers: 2, each: 200, waits);
            var stopping = Task.Run(() => test.System.Stop(actor));
            await Task.WhenAll([.. telling, stopping]);
            await test.SettleAsync();
            Assert.Equal(400, tally.Handled + test.System.DeadLetterCount + test.System.DroppedCount);
            if (waits)
                Assert.Equal(0, test.System.DroppedCount);
        }
    }

    [Fact]
    public async Task A_lone_message_is_never_left_lying()
    {
        await using var test = TestSystem.Threaded();
        var tally = new Tally();
        var actor = Counting(test, tally);
        for (var number = 1; number <= 30_000; number++)
        {
            // The next comes just as the turn of the last one ends, the moment in which a wake-up could be lost.
            var told = TimeProvider.System.GetTimestamp();
            actor.Tell(number);
            var wait = default(SpinWait);
            while (tally.Handled < number)
            {
                wait.SpinOnce(sleep1Threshold: -1);
                Assert.True(TimeProvider.System.GetElapsedTime(told) < TimeSpan.FromMinutes(5), $"message {number} lies there");
            }
        }
    }

    [Fact]
    public async Task A_sender_that_does_not_wait_for_its_turn_does_not_overtake_itself()
    {
        await using var test = TestSystem.Threaded();
        var (last, swapped) = (-1, 0);
        var actor = test.ActorOf(Scripted.Props(scripted => scripted.On<int>(number =>
        {
            if (number < last)
                swapped++;
            last = number;
        })).WithMailbox(new MailboxOptions { Capacity = 1 }));
        for (var number = 0; number < 30_000; number += 3)
        {
            actor.Tell(number);
            var waiting = actor.TellAsync(number + 1, null, CancellationToken.None).AsTask();
            actor.Tell(number + 2);
            await waiting;
        }

        await test.SettleAsync();
        Assert.Equal(0, swapped);
    }

    [Fact]
    public async Task Restart_against_tell_loses_only_what_failed()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var test = TestSystem.Threaded();
            var tally = new Tally();
            var actor = Counting(test, tally, capacity: 10);
            var telling = Tellers(actor, tellers: 2, each: 300, waits: true);
            var failing = Task.Run(async () =>
            {
                for (var failure = 0; failure < 20; failure++)
                    await actor.TellAsync(new InvalidOperationException(), null, CancellationToken.None);
            });
            await Task.WhenAll([.. telling, failing]);
            await test.SettleAsync();
            Assert.Equal((600, 20), (tally.Handled, test.NodeOf(actor)!.Restarts));
        }
    }

    [Fact]
    public async Task Stop_against_restart_against_tell_ends_once()
    {
        for (var round = 0; round < 50; round++)
        {
            await using var test = TestSystem.Threaded();
            var (tally, probe) = (new Tally(), test.CreateProbe());
            var actor = Counting(test, tally);
            probe.Watch(actor);
            await test.SettleAsync();
            var telling = Tellers(actor, tellers: 1, each: 100, waits: true);
            var failing = Task.Run(() => actor.Tell(new InvalidOperationException()));
            var stopping = Task.Run(() => test.System.Stop(actor));
            await Task.WhenAll([.. telling, failing, stopping]);
            await probe.ExpectTerminatedAsync(actor);
            await test.SettleAsync();
            Assert.Equal(0, probe.Waiting);
            Assert.Null(test.NodeOf(actor));
            Assert.InRange(tally.Handled + test.System.DeadLetterCount + test.System.DroppedCount, 100, 101);
        }
    }

    [Fact]
    public async Task Watch_against_stop_always_tells()
    {
        for (var round = 0; round < 200; round++)
        {
            await using var test = TestSystem.Threaded();
            var probe = test.CreateProbe();
            var actor = test.ActorOf(Scripted.Props(_ => { }));
            var stopping = Task.Run(() => test.System.Stop(actor));
            probe.Watch(actor);
            await stopping;
            await probe.ExpectTerminatedAsync(actor);
        }
    }

    [Fact]
    public async Task Giving_up_against_making_room_neither_loses_nor_doubles()
    {
        await using var test = TestSystem.Threaded();
        var tally = new Tally();
        var actor = Counting(test, tally, capacity: 1);
        var told = 0;
        var telling = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < 300; number++)
            {
                using var cancel = new CancellationTokenSource();
                var task = actor.TellAsync(number, null, cancel.Token).AsTask();
                var giving = Task.Run(cancel.Cancel);
                try
                {
                    await task;
                    Interlocked.Increment(ref told);
                }
                catch (OperationCanceledException)
                {
                    // Then it was not told.
                }

                await giving;
            }
        }));
        await Task.WhenAll(telling);
        await test.SettleAsync();
        Assert.Equal((told, 0), (tally.Handled, test.NodeOf(actor)!.WaitingSenders));
    }

    [Fact]
    public async Task Terminating_against_starting_leaves_nobody()
    {
        for (var round = 0; round < 50; round++)
        {
            var test = TestSystem.Threaded();
            var starting = Task.Run(() =>
            {
                try
                {
                    for (var number = 0; number < 1000; number++)
                        test.ActorOf(Scripted.Props(_ => { }));
                }
                catch (InvalidOperationException)
                {
                    // The system is terminating.
                }
            });
            // Twice: the second lets fake time pass, which must not happen while the other thread is at work.
            var terminated = test.System.TerminateAsync(TimeSpan.FromMinutes(1));
            await starting;
            await test.DisposeAsync();
            await terminated;
            Assert.Empty(test.System.Snapshot().Children);
        }
    }
}
