using System.Text;
using Dachshund.Journal;

namespace Dachshund.Actors.Counts;

/// <summary>Reads what the shards counted on one day.</summary>
public static class CountReader
{
    /// <summary>The counts of all hosts.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="day">The day whose report tells of them.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public static async Task<IReadOnlyList<(string Host, ProblemCount Problem)>> ReadAsync(
        JournalClient journal, DateOnly day, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var counts = new List<(string, ProblemCount)>();
        for (var partition = 0; partition < journal.Partitions; partition++)
        {
            var stored = await journal.ReadHashAsync(DayCounts.KeyOf(journal.Keys, partition, day), ct);
            foreach (var (field, body) in stored.Require())
            {
                if (DayCounts.HostOf(field) is { } host && DayCounts.Decode(Encoding.UTF8.GetBytes(body)) is { } count)
                    counts.Add((host, count));
            }
        }

        return counts;
    }
}
