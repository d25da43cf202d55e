namespace Dachshund.Kernel.Tests;

public class SmokeTests
{
    private sealed record Add(int Value);

    private sealed record Get;

    private sealed class Counter : ReceiveActor
    {
        private int _sum;

        public Counter()
        {
            Receive<Add>(add => _sum += add.Value);
            ReceiveAsync<Get>(async _ =>
            {
                await Task.Yield();
                Sender.Tell(_sum);
            });
            ReceiveAsync<string>(Say);
            ReceiveAsync<Exception>(static async failure =>
            {
                await Task.Yield();
                throw failure;
            });
        }

        private Task Say(string text)
        {
            Sender.Tell(text, Self);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task An_actor_counts_answers_restarts_and_stops()
    {
        var system = ActorSystem.Create("test");
        var counter = system.ActorOf(Props.Create(() => new Counter()), "counter");
        for (var index = 0; index < 500; index++)
            counter.Tell(new Add(1));
        Assert.Equal(500, await counter.Ask<int>(new Get(), default));
        Assert.Equal("x", await counter.Ask<string>("x", default));
        counter.Tell(new InvalidOperationException("boom"));
        Assert.Equal(0, await counter.Ask<int>(new Get(), default));
        var node = Assert.Single(system.Snapshot().Children);
        Assert.Equal(1, node.Restarts);
        Assert.Equal("InvalidOperationException: boom", node.LastError);
        Assert.True(await counter.GracefulStop(TimeSpan.FromSeconds(5)));
        await system.TerminateAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_pool_passes_the_original_sender()
    {
        await using var system = ActorSystem.Create("test");
        var pool = system.ActorOf(Props.Create(() => new Counter()).WithRouter(new RoundRobinPool(3)), "pool");
        Assert.Equal("x", await pool.Ask<string>("x", default));
        Assert.Equal(3, Assert.Single(system.Snapshot().Children).Children.Length);
    }
}
