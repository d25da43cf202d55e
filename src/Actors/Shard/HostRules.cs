namespace Dachshund.Actors.Shard;

/// <summary>When a host's state changes. Pure: what it is given is all it knows; times are ms of the partition's clock.</summary>
/// <param name="offlineAfter">How long a host may be silent (<c>cluster.offline-after</c>).</param>
/// <param name="recoveredAfter">How long it must beat to be back (<c>cluster.recovered-after</c>).</param>
internal sealed class HostRules(TimeSpan offlineAfter, TimeSpan recoveredAfter)
{
    /// <summary>So many outages within an hour are flapping.</summary>
    public const int FlappingOutages = 3;

    private const long RememberMs = 3_600_000;
    private const int SteadyTimes = 10;

    public TimeSpan OfflineAfter { get; } = offlineAfter;

    /// <summary>For how long a host must have beaten without a gap to be back: a flapping one ten times as long.</summary>
    public TimeSpan SteadyAfter(HostRecord record) => record.State == HostState.Flapping ? recoveredAfter * SteadyTimes : recoveredAfter;

    /// <summary>The record after what the beats say; the same one when nothing changes.</summary>
    /// <param name="beatMs">The host's last beat.</param>
    /// <param name="sinceMs">Since when it beats without a gap.</param>
    public HostRecord Judge(HostRecord record, long beatMs, long sinceMs, long nowMs)
    {
        var silent = nowMs - beatMs >= OfflineAfter.TotalMilliseconds;
        if (!record.IsDown)
            return silent ? Fall(record, nowMs) : record;
        return !silent && nowMs - sinceMs >= SteadyAfter(record).TotalMilliseconds
            ? record with { State = HostState.Up, AtMs = nowMs }
            : record;
    }

    private static HostRecord Fall(HostRecord record, long nowMs)
    {
        var outages = record.Outages.Where(at => nowMs - at < RememberMs).Append(nowMs).TakeLast(FlappingOutages).ToList();
        return new HostRecord(outages.Count >= FlappingOutages ? HostState.Flapping : HostState.Offline, nowMs, [.. outages]);
    }
}
