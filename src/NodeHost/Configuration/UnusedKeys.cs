using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Keys that are stable and checked, but that nothing in this version acts on yet.</summary>
internal static class UnusedKeys
{
    /// <summary>The paths; what is below them is meant too.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "console",
    ];

    /// <summary>Warns of each such key that is set to something else than its default.</summary>
    public static IEnumerable<ConfigWarning> Warnings(IEnumerable<EffectiveValue> entries)
    {
        var defaults = HoconBinder.Flatten(new DachshundConfiguration(), null)
            .ToDictionary(static entry => entry.Path, static entry => entry.Text);
        return entries
            .Where(entry => Paths.Any(path => IsBelow(entry.Path, path)))
            .Where(entry => !defaults.TryGetValue(entry.Path, out var text) || text != entry.Text)
            .Select(static entry => new ConfigWarning(entry.Origin, entry.Path, "is not used by this version"));
    }

    private static bool IsBelow(string path, string parent) =>
        path == parent || (path.StartsWith(parent, StringComparison.Ordinal) && path[parent.Length] is '.' or '[');
}
