using System.Globalization;
using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Sessions;

namespace Dachshund.Actors.Shard;

/// <summary>
/// Watches the beats of one partition's hosts. Silence is measured on the partition's own clock, which stands still while Redis
/// does and while nobody watches; and a transition is decided inside the commit, by the beat stored at that moment. Part of the
/// shard's folded state; not thread-safe.
/// </summary>
internal sealed class HeartbeatMonitor(ServerContext server, int partition)
{
    private const int TransitionsMax = 50;
    private readonly Dictionary<string, long> _offline = [];

    /// <summary>The key of the hash that holds the hosts that are offline: name to since when, in ms of the partition's clock.</summary>
    public string Key { get; } = server.Journal.Keys.Shard(partition, "hosts");

    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored)
    {
        _offline.Clear();
        foreach (var (host, since) in stored)
        {
            if (long.TryParse(Encoding.ASCII.GetString(since.Span), CultureInfo.InvariantCulture, out var ms))
                _offline[host] = ms;
        }
    }

    /// <summary>The hosts whose state seems to have changed; empty when Redis doesn't answer.</summary>
    public async ValueTask<IReadOnlyList<HostTransition>> LookAsync(CancellationToken ct)
    {
        var query = new BeatQuery { SilentFor = server.OfflineAfter, Hosts = [.. _offline.Keys] };
        var read = await server.Journal.ReadBeatsAsync(partition, query, ct);
        return read.IsDone
            ? [.. read.Value.Hosts.Select(beat => Judge(beat, read.Value.NowMs)).OfType<HostTransition>().Take(TransitionsMax)]
            : [];
    }

    /// <summary>The commit of one transition, its state and its notice; it is unmet when the beat says otherwise by then.</summary>
    public CommitRequest Fill(CommitRequest commit, HostTransition transition)
    {
        var (host, offline) = (transition.Host, transition.IsOffline);
        var now = server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var notice = new Notice
        {
            Kind = offline ? NoticeKinds.Offline : NoticeKinds.Recovered,
            Host = host,
            Severity = offline ? Severities.Critical : Severities.Info,
            FirstTimeMs = now,
            LastTimeMs = now,
        };
        return commit with
        {
            Conditions =
            [
                offline
                    ? HostCondition.Silent(partition, host, server.OfflineAfter)
                    : HostCondition.Recovered(partition, host, server.OfflineAfter, server.RecoveredAfter),
            ],
            StateWrites =
            [
                offline
                    ? StateWrite.Set(Key, host, transition.AtMs.ToString(CultureInfo.InvariantCulture))
                    : StateWrite.Delete(Key, host),
            ],
            Appends = [new StreamAppend(server.Journal.Keys.Notices, StateKeys.NoticeKind, notice.ToJson())],
            Rings = [StateKeys.RouterBell(server.Journal.Keys)],
        };
    }

    /// <summary>The transition was committed.</summary>
    public void Apply(HostTransition transition)
    {
        if (transition.IsOffline)
            _offline[transition.Host] = transition.AtMs;
        else
            _offline.Remove(transition.Host);
    }

    private HostTransition? Judge(HostBeat beat, long nowMs)
    {
        var silent = nowMs - beat.BeatMs >= server.OfflineAfter.TotalMilliseconds;
        if (!_offline.ContainsKey(beat.Host))
            return silent ? new HostTransition(beat.Host, IsOffline: true, nowMs) : null;
        return !silent && nowMs - beat.SinceMs >= server.RecoveredAfter.TotalMilliseconds
            ? new HostTransition(beat.Host, IsOffline: false, nowMs)
            : null;
    }
}

/// <summary>A host fell silent, or is back.</summary>
/// <param name="AtMs">When it was seen, in ms of the partition's clock.</param>
internal sealed record HostTransition(string Host, bool IsOffline, long AtMs);
