using Dachshund.Kernel;

namespace Dachshund.Bench.Kernel;

/// <summary>Two actors that answer each other.</summary>
internal sealed class ActorPingPongRound : IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("bench");
    private readonly IActorRef _ping;
    private TaskCompletionSource _done = new();

    public ActorPingPongRound()
    {
        var pong = _system.ActorOf(Props.Create(() => new PongActor()));
        _ping = _system.ActorOf(Props.Create(() => new PingActor(pong, () => _done.TrySetResult())));
    }

    public async Task<long> RunAsync()
    {
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ping.Tell(Start.Instance);
        await _done.Task;
        return ChannelRounds.RoundTrips;
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private sealed class Start
    {
        public static Start Instance { get; } = new();
    }

    private sealed class Ball
    {
        public static Ball Instance { get; } = new();
    }

    private sealed class PingActor : ReceiveActor
    {
        private int _left;

        public PingActor(IActorRef pong, Action reached)
        {
            Receive<Ball>(ball =>
            {
                if (--_left > 0)
                    Sender.Tell(ball, Self);
                else
                    reached();
            });
            Receive<Start>(_ =>
            {
                _left = ChannelRounds.RoundTrips;
                pong.Tell(Ball.Instance, Self);
            });
        }
    }

    private sealed class PongActor : ReceiveActor
    {
        public PongActor()
        {
            Receive<Ball>(ball => Sender.Tell(ball, Self));
        }
    }
}
