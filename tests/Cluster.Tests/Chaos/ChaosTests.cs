using System.Globalization;
using Xunit.Abstractions;

namespace Dachshund.Cluster.Tests.Chaos;

/// <summary>
/// One seed in each run of the tests; <c>make chaos SEEDS=n</c> runs n of them (<c>DACHSHUND_CHAOS_SEEDS</c>) and shows a table
/// (<c>DACHSHUND_CHAOS_TABLE</c>).
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("DACHSHUND_CHAOS_SEEDS"), out var seeds) ? seeds : 1)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_line_is_told_once_whatever_happens_to_the_nodes(int seed)
    {
        await using var run = await ChaosRun.SetAsync(seed);
        try
        {
            var result = await run.RunAsync();
            Note(string.Create(CultureInfo.InvariantCulture,
                $"{seed,4} {result.Faults,7} {result.Lines,7} {result.Lines - result.Told,5} {result.Repeats,8} {result.Turns,6} {result.Outages,8} {result.Offline,8}"));
        }
        catch
        {
            output.WriteLine($"seed {seed}: {string.Join(", ", run.Story)}");
            Note($"{seed,4} failed after: {string.Join(", ", run.Story)}");
            throw;
        }
    }

    private void Note(string row)
    {
        output.WriteLine(row);
        if (Environment.GetEnvironmentVariable("DACHSHUND_CHAOS_TABLE") is { Length: > 0 } table)
            File.AppendAllText(table, row + "\n");
    }
}
