using System.Diagnostics;
using System.Globalization;
using Dachshund.Kernel;

namespace Dachshund.Bench.Kernel;

/// <summary>How fast actors start, and how much memory one takes when it has handled a message and rests.</summary>
internal static class SpawnBenchmark
{
    private const int Actors = 10_000;

    public static async Task RunAsync(TextWriter output, int rounds)
    {
        var (rates, bytes) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await using var system = ActorSystem.Create("bench");
            var started = new CountdownEvent(Actors);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var props = Props.Create(() => new IdleActor(() =>
            {
                if (started.Signal())
                    done.TrySetResult();
            }));
            var refs = new IActorRef[Actors];
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var begin = Stopwatch.GetTimestamp();
            for (var actor = 0; actor < Actors; actor++)
            {
                refs[actor] = system.ActorOf(props);
                refs[actor].Tell("started");
            }

            await done.Task;
            rates.Add(Actors / Stopwatch.GetElapsedTime(begin).TotalSeconds);
            bytes.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Actors);
            GC.KeepAlive(refs);
        }

        var (rate, size) = (KernelBenchmark.Median(rates), KernelBenchmark.Median(bytes));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {"spawn",-20} kernel {rate / 1e3,7:F0} k actors/s, {size:F0} bytes an actor "
            + $"(published for Akka.NET 1.5: 50 k/s, 2,100 bytes)"));
    }

    private sealed class IdleActor : ReceiveActor
    {
        public IdleActor(Action onMessage)
        {
            Receive<string>(_ => onMessage());
        }
    }
}
