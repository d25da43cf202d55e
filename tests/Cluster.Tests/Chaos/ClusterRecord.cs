using System.Globalization;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests.Chaos;

/// <summary>
/// What was seen in Redis during a run: who owned each lease in which epoch, and when each host fell silent. Looks until it is disposed.
/// </summary>
internal sealed class ClusterRecord : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, SortedDictionary<long, HashSet<string>>> _seen = [];
    private readonly List<string> _faults = [];
    private readonly HashSet<(string Host, string At)> _outages = [];
    private readonly Task _loop;

    public ClusterRecord(RedisServer redis, IReadOnlyList<string> leases) => _loop = LookAsync(redis, leases, _stop.Token);

    /// <summary>How often a lease changed hands.</summary>
    public int Turns => _seen.Values.Sum(epochs => epochs.Count - 1);

    /// <summary>Two owners in one epoch, or an epoch that went back; null when neither was seen.</summary>
    public string? Fault => _faults.FirstOrDefault();

    /// <summary>How many outages of a host were committed.</summary>
    public int OutagesOf(string host)
    {
        lock (_outages)
            return _outages.Count(outage => outage.Host == host);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LookAsync(RedisServer redis, IReadOnlyList<string> leases, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var lease in leases)
            {
                if (await redis.CommandAsync("HMGET", $"dachshund:g:main:lease:{lease}", "owner", "epoch") is object?[] { Length: 2 } answer
                    && answer is [string { Length: > 0 } owner, string epoch])
                    Note(lease, owner, long.Parse(epoch, CultureInfo.InvariantCulture));
            }

            foreach (var shard in leases.Where(lease => lease.StartsWith("shard-", StringComparison.Ordinal)))
                NoteOutages(await redis.CommandAsync("HGETALL", $"dachshund:g:main:{shard}:hosts") as object?[] ?? []);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>A host's record ends with the times of its last outages; they stay when it is back.</summary>
    private void NoteOutages(object?[] records)
    {
        foreach (var record in records.OfType<string>().Chunk(2))
        {
            foreach (var at in record[1].Split(' ').Skip(2).SelectMany(times => times.Split(',')))
            {
                lock (_outages)
                    _outages.Add((record[0], at));
            }
        }
    }

    private void Note(string lease, string owner, long epoch)
    {
        if (!_seen.TryGetValue(lease, out var epochs))
            _seen.Add(lease, epochs = []);
        if (epochs.Count > 0 && epoch < epochs.Keys.Last())
            _faults.Add($"{lease}: epoch {epoch} after {epochs.Keys.Last()}");
        if (!epochs.TryGetValue(epoch, out var owners))
            epochs.Add(epoch, owners = []);
        if (owners.Add(owner) && owners.Count > 1)
            _faults.Add($"{lease}: epoch {epoch} owned by {string.Join(" and ", owners)}");
    }
}
