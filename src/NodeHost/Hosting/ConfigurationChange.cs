using System.Collections.Immutable;
using Dachshund.Hocon;
using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Hosting;

/// <summary>What a reload makes of two configurations.</summary>
/// <param name="Outcome">The new one, with the old values of what needs a restart.</param>
/// <param name="Changed">The paths that differ from the old one.</param>
/// <param name="Kept">Where the new one sets something else that needs a restart: place and path, one each.</param>
internal sealed record ConfigurationChange(LoadedConfiguration Outcome, IReadOnlyList<string> Changed, IReadOnlyList<string> Kept)
{
    private const int ShownMax = 8;

    /// <summary>What the process holds for as long as it lives: the folder, the name, and the Redis.</summary>
    private static readonly string[] s_ofTheProcess = ["node.data-dir", "node.name", "redis."];

    /// <summary>What changed, for people: the first few paths.</summary>
    public string Summary => Changed.Count switch
    {
        0 => "nothing changed",
        <= ShownMax => $"changed: {string.Join(", ", Changed)}",
        _ => $"changed: {string.Join(", ", Changed.Take(ShownMax))} and {Changed.Count - ShownMax} more",
    };

    /// <summary>Compares two configurations without errors.</summary>
    public static ConfigurationChange Between(LoadedConfiguration running, LoadedConfiguration loaded)
    {
        var different = Different(running.Entries, loaded.Entries).ToLookup(entry => NeedsRestart(entry.Path));
        var (before, after) = (running.Valid, loaded.Valid);
        var outcome = loaded with
        {
            Value = after with
            {
                Node = after.Node with { DataDir = before.Node.DataDir, Name = before.Node.Name },
                Redis = before.Redis,
            },
            Entries = [.. running.Entries.Where(IsKept), .. loaded.Entries.Where(entry => !IsKept(entry))],
        };
        return new ConfigurationChange(
            outcome,
            [.. different[false].Select(entry => entry.Path)],
            [.. different[true].Select(entry => entry.IsSet ? $"{entry.Origin}: {entry.Path}" : entry.Path)]);
    }

    /// <summary>The entries of either that the other doesn't have like this, each path once, without what nobody set.</summary>
    private static IEnumerable<EffectiveValue> Different(ImmutableArray<EffectiveValue> before, ImmutableArray<EffectiveValue> after)
    {
        var old = before.ToDictionary(entry => entry.Path);
        var known = after.Select(entry => entry.Path).ToHashSet();
        return after.Where(entry => old.TryGetValue(entry.Path, out var was) ? !was.HasValueOf(entry) : entry.IsSet)
            .Concat(before.Where(entry => entry.IsSet && !known.Contains(entry.Path)));
    }

    private static bool IsKept(EffectiveValue entry) => NeedsRestart(entry.Path);

    private static bool NeedsRestart(string path) =>
        s_ofTheProcess.Any(one => one.EndsWith('.') ? path.StartsWith(one, StringComparison.Ordinal) : path == one);
}
