using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Entries;
using Dachshund.Journal.Sessions;

namespace Dachshund.Actors.Shard;

/// <summary>
/// Watches the beats of one partition's hosts. Silence is measured on the partition's own clock, which stands still while Redis
/// does and while nobody watches; and a transition is decided inside the commit, by the beat stored at that moment. Part of the
/// shard's folded state; not thread-safe.
/// </summary>
internal sealed class HeartbeatMonitor(ServerContext server, int partition)
{
    private const int TransitionsMax = 1000;
    private readonly HostRules _rules = new(server.OfflineAfter, server.RecoveredAfter);
    private readonly Dictionary<string, HostRecord> _hosts = [];
    private readonly HashSet<(string Host, bool IsDown)> _undone = [];
    private readonly Dictionary<string, HostRecord> _changed = [];

    /// <summary>The key of the hash that holds what is known of the hosts.</summary>
    public string Key { get; } = server.Journal.Keys.Shard(partition, StateKeys.Hosts);

    /// <summary>Takes the stored records.</summary>
    /// <param name="wentBack">Whether Redis went back: what was said, and it doesn't know of, is said again, and marked.</param>
    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored, bool wentBack)
    {
        var before = new Dictionary<string, HostRecord>(_hosts);
        _hosts.Clear();
        _changed.Clear();
        foreach (var (host, text) in stored)
        {
            if (JournalKeys.IsName(host) && HostRecord.TryParse(Encoding.ASCII.GetString(text.Span)) is { } record)
                _hosts[host] = record;
        }

        if (!wentBack)
            return;
        foreach (var host in before.Keys.Union(_hosts.Keys))
        {
            var was = before.GetValueOrDefault(host, HostRecord.Steady).IsDown;
            if (was != RecordOf(host).IsDown)
                _undone.Add((host, was));
        }
    }

    /// <summary>Whether nobody said that a host is down, or left.</summary>
    public bool IsThere(string host) => RecordOf(host).State == HostState.Up;

    /// <summary>The hosts whose state seems to have changed; empty when Redis doesn't answer.</summary>
    public async ValueTask<IReadOnlyList<HostTransition>> LookAsync(CancellationToken ct)
    {
        var down = _hosts.Where(host => host.Value.IsDown).Select(host => host.Key);
        var query = new BeatQuery { SilentFor = _rules.OfflineAfter, Hosts = [.. down] };
        var read = await server.Journal.ReadBeatsAsync(partition, query, ct);
        return read.IsDone
            ? [.. read.Value.Hosts.Select(beat => Judge(beat, read.Value.NowMs)).OfType<HostTransition>().Take(TransitionsMax)]
            : [];
    }

    /// <summary>The commit of transitions, with the state and the notice of each; it is unmet when a beat says otherwise by then.</summary>
    public CommitRequest Fill(CommitRequest commit, IReadOnlyList<HostTransition> transitions) => commit with
    {
        Conditions = [.. transitions.Select(ConditionOf)],
        StateWrites = [.. transitions.Select(transition => Write(transition.Host, transition.After))],
        Appends = [.. transitions.Select(transition => Append(NoticeOf(transition.Host, transition.After)))],
        Rings = [StateKeys.RouterBell(server.Journal.Keys)],
    };

    /// <summary>The transition was committed.</summary>
    public void Apply(HostTransition transition)
    {
        _undone.Remove((transition.Host, transition.After.IsDown));
        Remember(transition.Host, transition.After);
    }

    /// <summary>
    /// Folds what a node says when it starts and stops; null or the notice to raise. False when the entry says nothing of that.
    /// </summary>
    public bool TryFold(JournalEntry entry, out Notice? notice)
    {
        notice = null;
        var record = RecordOf(entry.Host);
        switch (entry.Kind)
        {
            case NodeEntries.Hello:
                if (record.State == HostState.Left)
                    Change(entry.Host, record with { State = HostState.Up });
                return true;
            case NodeEntries.Bye:
                Change(entry.Host, record with { State = HostState.Left });
                // An outage that was said ends with that, so it is said too.
                if (server.AnnounceLeft || record.IsDown)
                    notice = NoticeOf(entry.Host, RecordOf(entry.Host));
                return true;
            case NodeEntries.Forget:
                Change(entry.Host, HostRecord.Steady);
                notice = new Notice { Kind = NoticeKinds.Forgotten, Host = entry.Host };
                return true;
            default:
                return false;
        }
    }

    /// <summary>What was folded since the last call, for the commit.</summary>
    public IEnumerable<StateWrite> TakeChanges()
    {
        var writes = _changed.Select(change => Write(change.Key, change.Value)).ToArray();
        _changed.Clear();
        return writes;
    }

    private HostCondition ConditionOf(HostTransition transition) => transition.After.IsDown
        ? HostCondition.Silent(partition, transition.Host, _rules.OfflineAfter)
        : HostCondition.Recovered(partition, transition.Host, _rules.OfflineAfter, _rules.SteadyAfter(RecordOf(transition.Host)));

    private void Change(string host, HostRecord record)
    {
        Remember(host, record);
        _changed[host] = record;
    }

    private void Remember(string host, HostRecord record)
    {
        if (record.IsEmpty)
            _hosts.Remove(host);
        else
            _hosts[host] = record;
    }

    private StateWrite Write(string host, HostRecord record) =>
        record.IsEmpty ? StateWrite.Delete(Key, host) : StateWrite.Set(Key, host, record.ToString());

    private StreamAppend Append(Notice notice) => new(server.Journal.Keys.Notices, StateKeys.NoticeKind, notice.ToJson());

    private Notice NoticeOf(string host, HostRecord after)
    {
        var now = server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return new Notice
        {
            Kind = after.State switch
            {
                HostState.Offline => NoticeKinds.Offline,
                HostState.Flapping => NoticeKinds.Flapping,
                HostState.Left => NoticeKinds.Left,
                _ => NoticeKinds.Recovered,
            },
            Host = host,
            Severity = after.IsDown ? Severities.Critical : Severities.Info,
            FirstTimeMs = now,
            LastTimeMs = now,
            Again = _undone.Contains((host, after.IsDown)),
        };
    }

    private HostTransition? Judge(HostBeat beat, long nowMs)
    {
        // Whoever can write to Redis can write a beat of anything.
        if (!JournalKeys.IsName(beat.Host))
            return null;
        var record = RecordOf(beat.Host);
        var after = _rules.Judge(record, beat.BeatMs, beat.SinceMs, nowMs);
        return after == record ? null : new HostTransition(beat.Host, after);
    }

    private HostRecord RecordOf(string host) => _hosts.GetValueOrDefault(host, HostRecord.Steady);
}
