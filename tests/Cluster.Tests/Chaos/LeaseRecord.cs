using System.Globalization;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests.Chaos;

/// <summary>What was seen of the leases during a run: who owned each in which epoch. Looks until it is disposed.</summary>
internal sealed class LeaseRecord : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, SortedDictionary<long, HashSet<string>>> _seen = [];
    private readonly List<string> _faults = [];
    private readonly Task _loop;

    public LeaseRecord(RedisServer redis, IReadOnlyList<string> leases) => _loop = LookAsync(redis, leases, _stop.Token);

    /// <summary>How often a lease changed hands.</summary>
    public int Turns => _seen.Values.Sum(epochs => epochs.Count - 1);

    /// <summary>Two owners in one epoch, or an epoch that went back; null when neither was seen.</summary>
    public string? Fault => _faults.FirstOrDefault();

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

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
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
