using System.Globalization;
using Xunit.Abstractions;

namespace Dachshund.Cluster.Tests.Tail;

/// <summary>
/// Some seeds in each run of the tests; <c>make soak-tail SEEDS=n</c> runs n longer ones (<c>DACHSHUND_SOAK_SEEDS</c>) and shows a
/// table (<c>DACHSHUND_SOAK_TABLE</c>).
/// </summary>
public sealed class TailModelTests(ITestOutputHelper output)
{
    private static readonly bool s_isSoak =
        int.TryParse(Environment.GetEnvironmentVariable("DACHSHUND_SOAK_SEEDS"), CultureInfo.InvariantCulture, out _);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, s_isSoak
        ? int.Parse(Environment.GetEnvironmentVariable("DACHSHUND_SOAK_SEEDS") ?? "", CultureInfo.InvariantCulture)
        : 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Each_line_is_counted_once_or_named_as_lost_whatever_happens_to_its_file(int seed)
    {
        await using var run = await TailRun.SetAsync(seed);
        try
        {
            var oracle = await run.RunAsync(actions: s_isSoak ? 120 : 40);
            Note(string.Create(CultureInfo.InvariantCulture,
                $"{seed,4} {run.Story.Count,8} {oracle.Lines,7} {oracle.Missing.Count,5} {oracle.Named,6} {oracle.Excused,8} {oracle.Repeats,7}"));
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
        if (Environment.GetEnvironmentVariable("DACHSHUND_SOAK_TABLE") is { Length: > 0 } table)
            File.AppendAllText(table, row + "\n");
    }
}
