namespace Dachshund.Journal.Commits;

/// <summary>What must hold for a host, by the beat stored at the moment of the commit.</summary>
/// <param name="Partition">The host's partition.</param>
/// <param name="Host">Name of the host.</param>
/// <param name="Silence">Wanted: silent for at least this long. For a recovery: silent for less than this.</param>
/// <param name="Beating">Null when silence is wanted; for a recovery, for how long it must have beaten without a
/// gap.</param>
public sealed record HostCondition(int Partition, string Host, TimeSpan Silence, TimeSpan? Beating)
{
    /// <summary>The host is silent.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    /// <param name="offlineAfter">For how long at least.</param>
    public static HostCondition Silent(int partition, string host, TimeSpan offlineAfter) =>
        new(partition, host, offlineAfter, null);

    /// <summary>The host is back.</summary>
    /// <param name="partition">The host's partition.</param>
    /// <param name="host">Name of the host.</param>
    /// <param name="offlineAfter">Its last beat must be younger than this.</param>
    /// <param name="recoveredAfter">For how long it must have beaten.</param>
    public static HostCondition Recovered(int partition, string host, TimeSpan offlineAfter, TimeSpan recoveredAfter) =>
        new(partition, host, offlineAfter, recoveredAfter);
}
