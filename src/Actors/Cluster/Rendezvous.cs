namespace Dachshund.Actors.Cluster;

/// <summary>
/// Who of several servers is asked first for a name: the one with the highest hash of both (rendezvous hashing, Thaler and
/// Ravishankar, 1996). When a server joins or leaves, only names that it takes or had move. Pure; thread-safe.
/// </summary>
internal static class Rendezvous
{
    /// <summary>The server that comes first for a name.</summary>
    /// <param name="name">What is to be owned.</param>
    /// <param name="servers">The servers' names, one at least, in any order.</param>
    public static string First(string name, IEnumerable<string> servers) =>
        servers.MaxBy(server => (Weight(name, server), server)) ?? throw new ArgumentException("no servers", nameof(servers));

    /// <summary>How many of the others come before a server for a name; 0 when none does.</summary>
    /// <param name="name">What is asked for.</param>
    /// <param name="server">The server.</param>
    /// <param name="others">The others; itself among them doesn't count.</param>
    public static int Place(string name, string server, IEnumerable<string> others)
    {
        var own = (Weight(name, server), server);
        return others.Distinct().Count(other => (Weight(name, other), other).CompareTo(own) > 0);
    }

    // FNV-1a over both names, then the finalizer of SplitMix64: FNV alone leaves names that differ in their last letter near each other.
    private static ulong Weight(string name, string server)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
            hash = (hash ^ letter) * 1099511628211UL;
        hash = (hash ^ '\n') * 1099511628211UL;
        foreach (var letter in server)
            hash = (hash ^ letter) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
