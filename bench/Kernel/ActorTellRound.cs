using Dachshund.Kernel;

namespace Dachshund.Bench.Kernel;

/// <summary>Senders with back-pressure to one actor that counts.</summary>
internal sealed class ActorTellRound : IAsyncDisposable
{
    private static readonly object s_message = new();

    private readonly ActorSystem _system = ActorSystem.Create("bench");
    private readonly int _senders;
    private readonly IActorRef _counter;
    private TaskCompletionSource _done = new();

    public ActorTellRound(int senders = 1)
    {
        _senders = senders;
        _counter = _system.ActorOf(Props.Create(() => new CountingActor(ChannelRounds.Messages, () => _done.TrySetResult())));
    }

    public async Task<long> RunAsync()
    {
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var telling = Enumerable.Range(0, _senders).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < ChannelRounds.Messages / _senders; number++)
                await _counter.TellAsync(s_message, null, CancellationToken.None);
        }));
        await Task.WhenAll(telling.Append(_done.Task));
        return ChannelRounds.Messages;
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private sealed class CountingActor : ReceiveActor
    {
        private int _count;

        public CountingActor(int goal, Action reached)
        {
            ReceiveAny(_ =>
            {
                if (++_count < goal)
                    return;
                _count = 0;
                reached();
            });
        }
    }
}
