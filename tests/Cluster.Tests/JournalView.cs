using System.Text.Json;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>What the journal in a Redis holds, read as anyone could read it: with plain commands.</summary>
internal sealed class JournalView(RedisServer redis)
{
    /// <summary>Every match entry of all partitions.</summary>
    public Task<IReadOnlyList<MatchEntry>> MatchesAsync() => EntriesAsync("match");

    /// <summary>Every record of lost bytes.</summary>
    public Task<IReadOnlyList<MatchEntry>> LostAsync() => EntriesAsync("lost-bytes");

    private async Task<IReadOnlyList<MatchEntry>> EntriesAsync(string kind)
    {
        var entries = new List<MatchEntry>();
        foreach (var key in Texts(await redis.CommandAsync("KEYS", "dachshund:*:journal")))
        {
            foreach (var item in Items(await redis.CommandAsync("XRANGE", key, "-", "+")))
            {
                var fields = Items(Items(item)[1]);
                if (MatchEntry.Parse(Text(fields[1]), kind) is { } entry)
                    entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Waits until the counts add up to what was written; more is a failure at once.</summary>
    public async Task<IReadOnlyList<MatchEntry>> WaitForAsync(long lines, Func<MatchEntry, bool>? which = null)
    {
        IReadOnlyList<MatchEntry> entries = [];
        await Deadline.UntilAsync(
            async () =>
            {
                entries = [.. (await MatchesAsync()).Where(entry => which?.Invoke(entry) != false)];
                return entries.Sum(entry => entry.Count) >= lines;
            },
            () => $"the journal counts {entries.Sum(entry => entry.Count)} of {lines} lines");
        Assert.Equal(lines, entries.Sum(entry => entry.Count));
        return entries;
    }

    /// <summary>Entries of one file generation and rule cover ranges that don't overlap.</summary>
    public static void AssertDisjoint(IReadOnlyList<MatchEntry> entries)
    {
        // Templates of one chunk share its range, so lines are compared one template at a time.
        foreach (var group in entries.GroupBy(entry => (entry.Field, entry.Rule, entry.TemplateId)))
        {
            var ordered = group.OrderBy(entry => entry.First).ToArray();
            for (var i = 1; i < ordered.Length; i++)
                Assert.True(ordered[i].First >= ordered[i - 1].End, $"{ordered[i - 1]} and {ordered[i]} overlap");
        }
    }

    private static object?[] Items(object? reply) => Assert.IsType<object?[]>(reply);

    private static string Text(object? reply) => Assert.IsType<string>(reply);

    private static IEnumerable<string> Texts(object? reply) => Items(reply).Select(Text);
}

/// <summary>One entry that tells of lines.</summary>
internal sealed record MatchEntry(
    string Field, string Rule, string TemplateId, long Count, long First, long End, bool Again, string FirstSample)
{
    public static MatchEntry? Parse(string json, string kind)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return Text("k") == kind
            ? new MatchEntry(Text("f"), Text("r"), Text("tid"), Number("n"), Number("off"), Number("end"),
                root.TryGetProperty("again", out var again) && again.GetBoolean(), Sample())
            : null;

        string Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
        long Number(string name) => root.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
        string Sample() => root.TryGetProperty("s", out var samples) && samples.GetArrayLength() > 0
            ? samples[0].GetProperty("t").GetString() ?? ""
            : "";
    }
}
