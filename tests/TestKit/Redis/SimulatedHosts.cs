using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.TestKit.Redis;

/// <summary>Any number of hosts that do nothing but beat, evenly spread over their interval, from one connection.</summary>
public sealed class SimulatedHosts : IAsyncDisposable
{
    private const int Slices = 100;
    private const int OpenedAtOnce = 500;
    private static readonly Dictionary<string, string> _facts = new() { ["roles"] = "agent" };
    private readonly JournalClient _journal;
    private readonly SessionIdentity[] _hosts;
    private readonly ConcurrentDictionary<string, byte> _silent = new();
    private readonly ConcurrentDictionary<string, long> _lastBeats = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _every;
    private Task _beating = Task.CompletedTask;
    private long _late;

    private SimulatedHosts(JournalClient journal, SessionIdentity[] hosts, TimeSpan every) =>
        (_journal, _hosts, _every) = (journal, hosts, every);

    /// <summary>Beats that were sent more than an interval late: with any, this machine can't simulate so many.</summary>
    public long Late => Interlocked.Read(ref _late);

    /// <summary>Opens their sessions and starts to beat.</summary>
    /// <param name="options">How to reach Redis, and into how many partitions it is divided.</param>
    /// <param name="count">How many.</param>
    /// <param name="every">How often each beats.</param>
    public static async Task<SimulatedHosts> StartAsync(JournalOptions options, int count, TimeSpan every)
    {
        var journal = await JournalClient.ConnectAsync(
            options, new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), CancellationToken.None);
        var identities = Enumerable.Range(0, count).Select(NameOf)
            .Select(name => new SessionIdentity(journal.PartitionOf(name), name, "simulated", every)).ToArray();
        var hosts = new SimulatedHosts(journal, identities, every);
        foreach (var some in identities.Chunk(OpenedAtOnce))
            await Task.WhenAll(some.Select(hosts.OpenAsync));
        hosts._beating = Task.Run(hosts.BeatAllAsync);
        return hosts;
    }

    /// <summary>The name of a host.</summary>
    /// <param name="number">Its number, from 0.</param>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"sim-{number:D6}");

    /// <summary>The partition of a host.</summary>
    public int PartitionOf(string host) => _journal.PartitionOf(host);

    /// <summary>Ends the beats of hosts.</summary>
    public void Silence(IEnumerable<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        foreach (var host in hosts)
            _silent[host] = 0;
    }

    /// <summary>When the last beat of a host was answered: a <see cref="Stopwatch"/> timestamp.</summary>
    public long LastBeatOf(string host) => _lastBeats[host];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        await _journal.DisposeAsync();
        _stop.Dispose();
    }

    private async Task OpenAsync(SessionIdentity host)
    {
        var call = await _journal.OpenSessionAsync(new SessionOpening(host, _facts) { Replace = true }, CancellationToken.None);
        if (call is not { IsDone: true, Value.Opened: true })
            throw new InvalidOperationException($"{host.Host}: no session: {call.Reason}");
        _lastBeats[host.Host] = Stopwatch.GetTimestamp();
    }

    private async Task BeatAllAsync()
    {
        var beat = new Beat(_journal.History, _facts, []);
        var started = Stopwatch.GetTimestamp();
        for (var slice = 0L; !_stop.IsCancellationRequested; slice++)
        {
            var ahead = (_every / Slices * slice) - Stopwatch.GetElapsedTime(started);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, TimeProvider.System, CancellationToken.None);
            var beats = new List<Task>(_hosts.Length / Slices);
            for (var at = slice % Slices; at < _hosts.Length; at += Slices)
                beats.Add(BeatAsync(_hosts[at], beat, isLate: ahead < -_every));
            await Task.WhenAll(beats);
        }
    }

    private async Task BeatAsync(SessionIdentity host, Beat beat, bool isLate)
    {
        if (_silent.ContainsKey(host.Host))
            return;
        if (isLate)
            Interlocked.Increment(ref _late);
        var call = await _journal.BeatAsync(host, beat, CancellationToken.None);
        if (call.IsDone)
            _lastBeats[host.Host] = Stopwatch.GetTimestamp();
    }
}
