using System.Globalization;

namespace Dachshund.Journal.Connection;

/// <summary>What INFO says of a server, as far as it matters.</summary>
/// <param name="Fields">All fields of INFO by name.</param>
internal sealed record ServerFacts(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The history that the server's data belongs to.</summary>
    internal string History => Field("master_replid");

    /// <summary>Whether the server still reads its data from disk.</summary>
    internal bool IsLoading => Field("loading") == "1" || Field("async_loading") == "1";

    /// <summary>Whether an append-only file is written.</summary>
    internal bool IsDurable => Field("aof_enabled") == "1";

    /// <summary>Reads the answer of INFO.</summary>
    internal static ServerFacts Parse(string info)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in info.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
                fields[line[..colon]] = line[(colon + 1)..];
        }

        return new ServerFacts(fields);
    }

    /// <summary>
    /// What keeps us from running on this server, with the setting by its name; null when nothing does.
    /// </summary>
    internal string? Problem(bool acceptLoss)
    {
        var version = Field("redis_version");
        var number = version.Split('.')[0];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < 7)
            return $"redis_version is {version}; Redis 7.0 or newer is needed";
        if (Field("cluster_enabled") == "1")
            return "cluster-enabled is yes; the slots of Redis Cluster roll back apart from each other: "
                + "set cluster-enabled no";
        if (Field("role") != "master")
            return $"role is {Field("role")}; redis.connection must name the primary";
        if (Field("maxmemory_policy") != "noeviction")
            return $"maxmemory-policy is {Field("maxmemory_policy")}; set maxmemory-policy noeviction";
        if (!IsDurable && !acceptLoss)
            return "appendonly is no; set appendonly yes, or accept that a restart loses everything: "
                + "redis.accept-loss = true";
        return History.Length == 0 ? "INFO has no master_replid; the user must be allowed to run INFO" : null;
    }

    private string Field(string name) => Fields.TryGetValue(name, out var value) ? value : string.Empty;
}
