using System.Threading.Channels;

namespace Dachshund.Bench.Kernel;

/// <summary>The rival's rounds: bounded channels of the same capacity as a mailbox, one reading task each.</summary>
internal static class ChannelRounds
{
    public const int Messages = 400_000;
    public const int RoundTrips = 50_000;
    public const int Capacity = 1000;

    private static readonly object s_message = new();

    public static Task<long> TellAsync() => TellAsync(1);

    public static Task<long> TellFromFourAsync() => TellAsync(4);

    public static async Task<long> PingPongAsync()
    {
        var (to, back) = (Make(singleWriter: true), Make(singleWriter: true));
        var echo = Task.Run(async () =>
        {
            await foreach (var message in to.Reader.ReadAllAsync())
                await back.Writer.WriteAsync(message);
        });
        var ask = Task.Run(async () =>
        {
            for (var trip = 0; trip < RoundTrips; trip++)
            {
                await to.Writer.WriteAsync(s_message);
                await back.Reader.ReadAsync();
            }

            to.Writer.Complete();
        });
        await Task.WhenAll(echo, ask);
        return RoundTrips;
    }

    private static async Task<long> TellAsync(int senders)
    {
        var channel = Make(singleWriter: senders == 1);
        var reading = Task.Run(async () =>
        {
            var left = Messages;
            while (left > 0 && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out _))
                    left--;
            }
        });
        var writing = Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < Messages / senders; number++)
                await channel.Writer.WriteAsync(s_message);
        }));
        await Task.WhenAll(writing.Append(reading));
        return Messages;
    }

    private static Channel<object> Make(bool singleWriter) => Channel.CreateBounded<object>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = singleWriter });
}
