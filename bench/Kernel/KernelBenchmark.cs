using System.Diagnostics;
using System.Globalization;

namespace Dachshund.Bench.Kernel;

/// <summary>
/// The kernel against what the budget names as its rival, a bare bounded
/// <see cref="System.Threading.Channels.Channel"/>, in one run: rounds of both alternate, so that a busy machine slows
/// both, and medians are compared.
/// </summary>
public static class KernelBenchmark
{
    /// <summary>The share of the Channel's figure that the kernel must reach.</summary>
    private const double Budget = 0.5;

    private const int Rounds = 7;

    /// <summary>Measures and prints; takes about six seconds on two cores.</summary>
    /// <param name="output">Where to.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteLineAsync($"kernel: medians of {Rounds} rounds, {Environment.ProcessorCount} cores");
        await using var tell = new ActorTellRound();
        await CompareAsync(output, "tell, one sender", "M messages/s", tell.RunAsync, ChannelRounds.TellAsync);
        await using var several = new ActorTellRound(senders: 4);
        await CompareAsync(output, "tell, four senders", "M messages/s", several.RunAsync, ChannelRounds.TellFromFourAsync);
        await using var pingPong = new ActorPingPongRound();
        await CompareAsync(output, "ping-pong", "M round trips/s", pingPong.RunAsync, ChannelRounds.PingPongAsync);
        await SpawnBenchmark.RunAsync(output, Rounds);
    }

    private static async Task CompareAsync(
        TextWriter output, string what, string unit, Func<Task<long>> ours, Func<Task<long>> channels)
    {
        var (own, rival) = (new List<double>(), new List<double>());
        await ours();
        await channels();
        for (var round = 0; round < Rounds; round++)
        {
            own.Add(await RateAsync(ours));
            rival.Add(await RateAsync(channels));
        }

        var (ownRate, rivalRate) = (Median(own), Median(rival));
        var share = ownRate / rivalRate;
        await new BudgetLine(
            what,
            string.Create(CultureInfo.InvariantCulture, $"kernel {ownRate / 1e6:F2} {unit}"),
            string.Create(CultureInfo.InvariantCulture, $"bounded Channel {rivalRate / 1e6:F2}"),
            string.Create(CultureInfo.InvariantCulture, $"{Budget:F2} of it, is {share:F2}"),
            share >= Budget).WriteAsync(output);
    }

    /// <summary>Operations a second of one round, which returns how many it did.</summary>
    private static async Task<double> RateAsync(Func<Task<long>> round)
    {
        var started = Stopwatch.GetTimestamp();
        var operations = await round();
        return operations / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    internal static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
