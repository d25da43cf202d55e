using System.Globalization;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.Node;
using Dachshund.Actors.Shard;
using Dachshund.Context.Keys;
using Dachshund.Journal;
using Dachshund.Journal.Leases;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Reads nodes and leases from Redis; asks no node. Nodes go on meanwhile, so its parts may be of different moments.</summary>
/// <param name="journal">Redis.</param>
/// <param name="offlineAfter">How long a host may be silent (<c>cluster.offline-after</c>).</param>
internal sealed class ClusterReader(JournalClient journal, TimeSpan offlineAfter)
{
    public const string Up = "up";
    public const string Leaving = "leaving";
    private const string Down = "down";
    private const int LeasesPerLook = 500;
    private const int SessionsPerStep = 200;

    /// <summary>
    /// Whether silence counts on Redis' wall clock, too (default): the partition's own stands still when no server is left to watch
    /// it. Who is such a server leaves it: after Redis was away or its clock was turned, nobody has beaten for a while.
    /// </summary>
    public bool CountsWallClock { get; init; } = true;

    /// <summary>The nodes, and who leads.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<ClusterReport> ReadAsync(CancellationToken ct)
    {
        var (leases, wallMs) = await ReadLeasesAsync([JournalKeys.RouterLease, .. ShardLeases()], ct);
        var leader = leases[0].Owner;
        var shards = leases.Skip(1).Select((lease, partition) => (lease.Owner, partition))
            .ToLookup(pair => pair.Owner, pair => pair.partition);
        var nodes = new List<ClusterNode>();
        for (var partition = 0; partition < journal.Partitions; partition++)
        {
            foreach (var known in (await ReadKnownAsync(partition, ct)).Chunk(SessionsPerStep))
                nodes.AddRange(await Task.WhenAll(known.Select(host => ReadNodeAsync(host, wallMs, ct))));
        }

        nodes = [.. nodes.OrderBy(node => node.Host, StringComparer.Ordinal)
            .Select(node => node with { Leads = node.Host == leader, Shards = [.. shards[node.Host]] })];
        return new ClusterReport(leader, nodes, [.. Differences(nodes)]);
    }

    /// <summary>The servers of this consumer group that have another value than the leader where all must have one.</summary>
    private static IEnumerable<SettingsDifference> Differences(List<ClusterNode> nodes)
    {
        var servers = nodes.Where(node => node.IsThere && node.Settings.Length > 0).ToArray();
        if ((Array.Find(servers, node => node.Leads) ?? servers.FirstOrDefault()) is not { } model)
            return [];
        return servers
            .Select(server => new SettingsDifference(server.Host, model.Host, SharedSettings.Difference(server.Settings, model.Settings)))
            .Where(difference => difference.Keys.Count > 0);
    }

    /// <summary>What is published of the keys of links. Whether nodes believe them is another question.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<IReadOnlyList<KeyStatement>> ReadLinkKeysAsync(CancellationToken ct) =>
        KeyStatement.ParseAll((await Answered.Of(journal.ReadLinkKeysAsync(ct))).Values);

    /// <summary>The singletons that ever ran.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<IReadOnlyList<OwnedLease>> ReadSingletonsAsync(CancellationToken ct) =>
        [.. (await ReadLeasesAsync([JournalKeys.RouterLease, JournalKeys.ReportLease], ct)).Leases.Where(lease => lease.Epoch > 0)];

    /// <summary>The shards, one a partition.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<IReadOnlyList<ShardRow>> ReadShardsAsync(CancellationToken ct)
    {
        var (leases, _) = await ReadLeasesAsync([.. ShardLeases()], ct);
        var rows = new List<ShardRow>();
        for (var partition = 0; partition < leases.Count; partition++)
        {
            var lag = await Answered.Of(journal.ReadLagAsync(partition, ct));
            var cursor = lag.Cursors.FirstOrDefault(cursor => cursor.Field == journal.Keys.ConsumerGroup);
            rows.Add(new ShardRow(partition, leases[partition], lag.Length, cursor is null ? lag.Length : lag.Unread(cursor)));
        }

        return rows;
    }

    /// <summary>The journal, partition by partition.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<JournalReport> ReadJournalAsync(CancellationToken ct)
    {
        var partitions = new List<JournalPartition>();
        for (var partition = 0; partition < journal.Partitions; partition++)
        {
            var lag = await Answered.Of(journal.ReadLagAsync(partition, ct));
            var bytes = await Answered.Of(journal.ReadBytesAsync(journal.Keys.Journal(partition), ct));
            partitions.Add(new JournalPartition(partition, lag.Length, bytes,
            [
                .. lag.Cursors.OrderBy(cursor => cursor.Field, StringComparer.Ordinal).Select(cursor => new GroupLag(
                    cursor.Field, lag.Unread(cursor), lag.Lost(cursor), cursor.CommittedAtMs, cursor.Expired)),
            ]));
        }

        return new JournalReport(
            journal.Options.JournalMaxEntries, await Answered.Of(journal.ReadAddedAsync(journal.Keys.Dead, ct)), partitions);
    }

    private IEnumerable<string> ShardLeases() => Enumerable.Range(0, journal.Partitions).Select(JournalKeys.ShardLease);

    private async Task<(IReadOnlyList<OwnedLease> Leases, long WallMs)> ReadLeasesAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var (leases, wallMs) = (new List<OwnedLease>(), 0L);
        foreach (var some in names.Chunk(LeasesPerLook))
        {
            var looks = await Answered.Of(journal.LookAsync(some, ct));
            wallMs = looks.WallMs;
            leases.AddRange(looks.Leases.Select(look => ToLease(look, looks.WallMs)));
        }

        return (leases, wallMs);
    }

    private static OwnedLease ToLease(LeaseLook look, long wallMs) => new(
        look.Name, look.Owner.Split(':')[0], look.IsFree ? 0 : wallMs - (long)look.HeldFor.TotalMilliseconds, look.Epoch,
        Math.Max(0, look.Turns - 1));

    /// <summary>The hosts that beat, or of which something is said.</summary>
    private async Task<IReadOnlyList<KnownHost>> ReadKnownAsync(int partition, CancellationToken ct)
    {
        var said = await Answered.Of(journal.ReadHashAsync(journal.Keys.Shard(partition, StateKeys.Hosts), ct));
        var beats = await Answered.Of(journal.ReadBeatsAsync(partition, ct));
        var beating = beats.Hosts.ToDictionary(beat => beat.Host);
        return
        [
            .. beating.Values.Select(beat => new KnownHost(beat.Host, HostStates.Read(said.GetValueOrDefault(beat.Host, "")))
            {
                SilentMs = beats.NowMs - beat.BeatMs,
                BeatsForMs = beats.NowMs - beat.SinceMs,
            }),
            .. said.Where(pair => !beating.ContainsKey(pair.Key))
                .Select(pair => new KnownHost(pair.Key, HostStates.Read(pair.Value)))
                .Where(host => host.Said is not null),
        ];
    }

    private async Task<ClusterNode> ReadNodeAsync(KnownHost host, long wallMs, CancellationToken ct)
    {
        var facts = await Answered.Of(journal.ReadSessionAsync(host.Name, ct));
        var lastBeatMs = Number(facts, "wall");
        var wallSilentMs = Math.Max(0, Math.Max(host.SilentMs, wallMs - lastBeatMs));
        var silentMs = CountsWallClock ? wallSilentMs : Math.Max(0, host.SilentMs);
        var state = StateOf(host, facts, TimeSpan.FromMilliseconds(silentMs));
        return new ClusterNode(
            host.Name, state, facts.GetValueOrDefault("roles", "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            facts.GetValueOrDefault("version", ""), facts.GetValueOrDefault("address", ""),
            state is Up or Leaving ? lastBeatMs - Math.Max(0, host.BeatsForMs - host.SilentMs) : lastBeatMs,
            Number(facts, "files"), Number(facts, "lag-bytes"), Leads: false, Shards: [],
            [
                .. facts.GetValueOrDefault("problems", "").Split('\n', StringSplitOptions.RemoveEmptyEntries),
                .. new[] { NodeFacts.WebProblem, NodeFacts.LinkProblem }.Select(name => facts.GetValueOrDefault(name, ""))
                    .Where(text => text.Length > 0),
            ])
        {
            SilentMs = state is Up or Leaving ? silentMs : wallSilentMs,
            Ssh = facts.GetValueOrDefault(NodeFacts.Ssh, ""),
            HasPage = facts.ContainsKey(NodeFacts.WebPort),
            DropFiles = Number(facts, "drop-files"),
            LinkKeys = Ids(facts, NodeFacts.LinkKeys),
            TrustedKeys = Ids(facts, NodeFacts.TrustedKeys),
            Settings = facts.GetValueOrDefault(SharedSettings.GroupFact) == journal.Keys.ConsumerGroup
                ? facts.GetValueOrDefault(SharedSettings.Fact, "")
                : "",
        };
    }

    /// <summary>What the monitor said is what people were told; before it says something, silence counts.</summary>
    private string StateOf(KnownHost host, IReadOnlyDictionary<string, string> facts, TimeSpan silent)
    {
        if (facts.GetValueOrDefault("state") == "left")
            return facts.ContainsKey("downed") ? Down : HostStates.Left;
        if (host.Said is { } said && said != HostStates.Left)
            return said;
        if (silent >= offlineAfter)
            return HostStates.Offline;
        return facts.ContainsKey(NodeFacts.Leaving) ? Leaving : facts.ContainsKey("state") ? Up : HostStates.Left;
    }

    private static string[]? Ids(IReadOnlyDictionary<string, string> facts, string name) =>
        facts.GetValueOrDefault(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static long Number(IReadOnlyDictionary<string, string> facts, string name) =>
        long.TryParse(facts.GetValueOrDefault(name, ""), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A host that beats, or of which something was said.</summary>
    /// <param name="Said">What the monitor said of it last; null when that it is up, or nothing.</param>
    private sealed record KnownHost(string Name, string? Said)
    {
        /// <summary>For how long it has not beaten, ms of its partition's clock.</summary>
        public long SilentMs { get; init; }

        /// <summary>For how long it has beaten without a gap, ms of its partition's clock.</summary>
        public long BeatsForMs { get; init; }
    }
}
