using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// What the servers of a consumer group must agree on: <c>alerting</c>, <c>channels</c>, <c>report</c>, <c>zone</c>, <c>language</c>.
/// Each server publishes a digest of each of these keys with its session, so that another one can name those that differ. A digest is
/// keyed with the data set's id and 32 bits long: nothing of a secret can be found out from it.
/// </summary>
internal static class SharedSettings
{
    /// <summary>The name under which a server's session holds them.</summary>
    public const string Fact = "settings";

    /// <summary>The name under which a server's session holds its consumer group.</summary>
    public const string GroupFact = "group";

    /// <summary>A fact takes 16 KB.</summary>
    private const int KeysMax = 250;
    private const string Zone = "zone";
    private const string Language = "language";
    private static readonly string[] s_sections = ["alerting.", "channels.", "report."];

    /// <summary>A line for each key: the key, an equals sign, the digest of its value.</summary>
    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="dataSet">The id of the data set.</param>
    /// <param name="environment">The environment's variables: <c>auto</c> counts as what it means here.</param>
    public static string Of(LoadedConfiguration loaded, string dataSet, Func<string, string?> environment)
    {
        var (zone, language) = (loaded.Valid.Zone, loaded.Valid.Language);
        return string.Join('\n',
        [
            $"{Zone}={KeyedDigest.Of(dataSet, ConfigurationMapping.Zone(zone).Id)}",
            $"{Language}={KeyedDigest.Of(dataSet, ConfigurationMapping.Language(language, environment).ToString())}",
            .. loaded.Entries.Where(entry => s_sections.Any(section => entry.Path.StartsWith(section, StringComparison.Ordinal)))
                .OrderBy(entry => entry.Path, StringComparer.Ordinal).Take(KeysMax)
                .Select(entry => $"{entry.Path}={entry.Digest(text => KeyedDigest.Of(dataSet, text))}"),
        ]);
    }

    /// <summary>The keys that differ, in order; empty when one of the two says nothing.</summary>
    public static IReadOnlyList<string> Difference(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
            return [];
        var (left, right) = (one.Split('\n'), other.Split('\n'));
        return [.. left.Except(right).Concat(right.Except(left)).Select(KeyOf).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string KeyOf(string line) => line[..Math.Max(0, line.LastIndexOf('='))];
}
