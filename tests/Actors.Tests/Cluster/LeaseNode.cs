using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Actors.Cluster;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.Cluster;

/// <summary>A server that has nothing but its manager of leases: fake time, a real Redis.</summary>
internal sealed class LeaseNode : IAsyncDisposable
{
    private static readonly Dictionary<string, string> s_facts = [];
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    private readonly TestSystem _test = TestSystem.Threaded();
    private readonly SessionIdentity _identity;
    private readonly NodeSession _session;
    private readonly IActorRef _manager;

    private LeaseNode(JournalClient journal, SessionIdentity identity, IReadOnlyList<string> leases)
    {
        (Journal, _identity) = (journal, identity);
        _session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, _test.Time);
        var server = new ServerContext(journal, _session, identity, _test.Time, new Random(1));
        Probe = _test.CreateProbe("probe");
        var probe = Probe.Ref;
        var actors = leases.Select(lease => new LeasedActor(lease, Props.Create(() => new LeasedWorker(server, lease, probe)))
        {
            Partition = lease.StartsWith("shard-", StringComparison.Ordinal)
                ? int.Parse(lease.AsSpan(6), CultureInfo.InvariantCulture)
                : null,
        }).ToImmutableArray();
        _manager = _test.ActorOf(
            Props.Create(() => new LeaseManagerActor(server, actors, new PartitionsWatched(), NullLogger.Instance)), "leases");
    }

    public JournalClient Journal { get; }

    /// <summary>What the actors under the leases were told.</summary>
    public TestProbe Probe { get; }

    public static async Task<LeaseNode> StartAsync(string connection, string name, params string[] leases)
    {
        var journal = await Patient.ConnectAsync(connection, partitions: 16);
        var identity = new SessionIdentity(journal.PartitionOf(name), name, name + "-1", TimeSpan.FromSeconds(1));
        Assert.True((await journal.OpenSessionAsync(new SessionOpening(identity, s_facts), CancellationToken.None)).Value?.Opened);
        return new LeaseNode(journal, identity, leases);
    }

    /// <summary>Beats, and lets a quarter of a second pass: one look at the leases. The leases that it holds then.</summary>
    public async Task<IReadOnlyList<string>> StepAsync()
    {
        var beat = await Journal.BeatAsync(_identity, new Beat(Journal.History, s_facts, []), CancellationToken.None);
        if (beat.IsDone)
            _session.BeatSucceeded(_test.Time.GetTimestamp());
        _test.Time.Advance(s_look);
        var held = await _manager.Ask<LeasesHeld>(LeasesQuery.Instance, TimeSpan.FromMinutes(5), CancellationToken.None);
        return [.. held.Leases.Select(lease => lease.Lease)];
    }

    /// <summary>How many steps it takes until it holds a lease; fails after so many.</summary>
    public async Task<int> StepsToHoldAsync(string lease, int most)
    {
        for (var step = 1; step <= most; step++)
        {
            if ((await StepAsync()).Contains(lease))
                return step;
        }

        throw new TimeoutException($"{_identity.Host} does not hold {lease} after {most} steps");
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        await Journal.DisposeAsync();
    }
}
