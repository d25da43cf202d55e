using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests.TestKit;

public class StepDispatcherTests
{
    private sealed class Turn(Action run) : IThreadPoolWorkItem
    {
        public void Execute() => run();
    }

    private static List<int> Order(int? seed)
    {
        var (dispatcher, order) = (new StepDispatcher(seed), new List<int>());
        for (var number = 0; number < 20; number++)
        {
            var own = number;
            dispatcher.Schedule(new Turn(() => order.Add(own)), yielded: false);
        }

        Assert.Equal(20, dispatcher.RunUntilIdle());
        return order;
    }

    [Fact]
    public void Without_a_seed_the_first_scheduled_runs_first() => Assert.Equal(Enumerable.Range(0, 20), Order(null));

    [Fact]
    public void A_seed_draws_the_order_and_repeats_it()
    {
        Assert.Equal(Order(1), Order(1));
        Assert.NotEqual(Order(1), Order(2));
        Assert.Equal(Enumerable.Range(0, 20), Order(1).Order());
    }

    [Fact]
    public void It_runs_one_turn_at_a_time()
    {
        var dispatcher = new StepDispatcher();
        var ran = 0;
        dispatcher.Schedule(new Turn(() => ran++), yielded: false);
        dispatcher.Schedule(new Turn(() => Assert.Throws<InvalidOperationException>(() => dispatcher.RunOne())), yielded: false);
        Assert.True(dispatcher.RunOne());
        Assert.Equal((1, 1, 1L), (ran, dispatcher.Ready, dispatcher.Steps));
        Assert.True(dispatcher.RunOne());
        Assert.False(dispatcher.RunOne());
    }

    [Fact]
    public void Actors_that_never_rest_are_found_out()
    {
        var dispatcher = new StepDispatcher();
        void Again() => dispatcher.Schedule(new Turn(Again), yielded: false);
        Again();
        Assert.Throws<InvalidOperationException>(() => dispatcher.RunUntilIdle(stepsMax: 100));
    }

    [Fact]
    public async Task One_can_wait_for_a_turn_from_elsewhere()
    {
        var dispatcher = new StepDispatcher();
        var ready = dispatcher.WhenReadyAsync();
        Assert.False(ready.IsCompleted);
        await Task.Run(() => dispatcher.Schedule(new Turn(() => { }), yielded: false));
        await ready;
        Assert.True(dispatcher.WhenReadyAsync().IsCompleted);
    }
}
