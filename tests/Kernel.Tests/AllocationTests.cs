using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class AllocationTests
{
    private const int Messages = 10_000;

    /// <summary>Bytes that one thread allocates to tell and handle so many messages, when all is warm.</summary>
    private static long Measure(Action<IActorRef, object> tell)
    {
        var dispatcher = new StepDispatcher();
        var system = ActorSystem.Create("test", new ActorSystemOptions { Dispatcher = dispatcher, Time = new FakeTime() });
        var handled = 0;
        var actor = system.ActorOf(Scripted.Props(scripted => scripted.On<object>(_ => handled++)));
        var message = new object();
        void Round()
        {
            for (var batch = 0; batch < Messages / 100; batch++)
            {
                for (var number = 0; number < 100; number++)
                    tell(actor, message);
                dispatcher.RunUntilIdle();
            }
        }

        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(2 * Messages, handled);
        return bytes;
    }

    [Fact]
    public void Telling_and_handling_allocates_nothing() =>
        Assert.Equal(0, Measure(static (actor, message) => actor.Tell(message, actor)));

    [Fact]
    public void Telling_with_back_pressure_allocates_nothing_while_there_is_room() =>
        Assert.Equal(0, Measure(static (actor, message) => Expect(actor.TellAsync(message, actor, CancellationToken.None))));

    private static void Expect(ValueTask told) => Assert.True(told.IsCompletedSuccessfully);

    private static async ValueTask WaitAsync(IActorRef actor, object message)
    {
        await actor.TellAsync(message, actor, CancellationToken.None);
    }

    [Fact]
    public void An_async_handler_that_does_not_await_allocates_nothing()
    {
        var dispatcher = new StepDispatcher();
        var system = ActorSystem.Create("test", new ActorSystemOptions { Dispatcher = dispatcher, Time = new FakeTime() });
        var actor = system.ActorOf(Scripted.Props(scripted => scripted.OnAsync<object>(_ => ValueTask.CompletedTask)));
        var message = new object();
        void Round()
        {
            for (var number = 0; number < 100; number++)
                actor.Tell(message);
            dispatcher.RunUntilIdle();
        }

        Round();
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_pool_allocates_nothing_per_message()
    {
        var dispatcher = new StepDispatcher();
        var system = ActorSystem.Create("test", new ActorSystemOptions { Dispatcher = dispatcher, Time = new FakeTime() });
        var pool = system.ActorOf(Scripted.Props(scripted => scripted.On<object>(_ => { })).WithRouter(new RoundRobinPool(3)));
        var message = new object();
        void Round()
        {
            for (var number = 0; number < 100; number++)
                pool.Tell(message);
            dispatcher.RunUntilIdle();
        }

        Round();
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
