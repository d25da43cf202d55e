using System.Collections.Immutable;
using Dachshund.Actors.Watchdog;
using Dachshund.Journal.Leases;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Cluster;

/// <summary>
/// The cluster side of a server: takes the leases that are this server's to take, has an actor work under each, hands shards over
/// when a server joins, and gives everything back when this one leaves. Singletons and shards differ only in that shards move.
/// </summary>
/// <remarks>
/// Redis decides who owns a lease. Rendezvous hashing, the muster of servers and presence only say who asks first, and when.
/// </remarks>
internal sealed class LeaseManagerActor : ReceiveActor
{
    private static readonly TimeSpan s_beforeFirstBeat = TimeSpan.FromMilliseconds(20);

    /// <summary>Two looks this far apart show that an owner's process is gone: a take-over takes about twice as long.</summary>
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan s_anyoneAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_keepAtLeast = TimeSpan.FromSeconds(10);

    private readonly ServerContext _server;
    private readonly PartitionsWatched _watched;
    private readonly ILogger _log;
    private readonly ImmutableArray<LeaseSlot> _slots;
    private readonly string[] _names;
    private readonly long _started;
    private readonly List<IDisposable> _subscriptions = [];
    private Doorbell? _bell;
    private ImmutableArray<string> _servers = [];
    private IActorRef? _leaveAsker;

    public LeaseManagerActor(ServerContext server, ImmutableArray<LeasedActor> actors, PartitionsWatched watched, ILogger log)
    {
        (_server, _watched, _log) = (server, watched, log);
        _slots = [.. actors.Select(actor => new LeaseSlot(actor, server.LeaseTtl))];
        _names = [.. actors.Select(actor => actor.Lease)];
        _started = server.Time.GetTimestamp();
        ReceiveAsync<LookAtLeases>(_ => LookAsync());
        Receive<LeaseWanted>(wanted => Grant(SlotOf(wanted.Lease)));
        Receive<LeaseLost>(OnLost);
        Receive<StoodDown>(stoodDown => Lose(SlotOf(stoodDown.Lease)));
        Receive<Terminated>(OnTerminated);
        ReceiveAsync<GiveAllBack>(_ => GiveAllBackAsync());
        Receive<LeasesQuery>(_ => Sender.Tell(Held(), Self));
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
    }

    /// <summary>One that fails starts again under the same lease; the others don't notice.</summary>
    protected override SupervisorStrategy SupervisorStrategy { get; } = new OneForOneStrategy(
        backoff: new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)));

    private TimeSpan Now => _server.Time.GetElapsedTime(_started);

    protected override void PreStart()
    {
        var bell = _bell = new Doorbell(Self, LookAtLeases.Instance);
        foreach (var name in _names)
            _subscriptions.Add(_server.Journal.SubscribeBell(_server.Journal.Keys.LeaseBell(name), bell.Ring));
        bell.Ring();
    }

    protected override void PostStop()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
        foreach (var slot in _slots)
            Disown(slot);
    }

    private async ValueTask LookAsync()
    {
        _bell?.Answer();
        if (!_server.Session.MayAct)
        {
            Timers.StartSingleTimer("look", LookAtLeases.Instance, s_beforeFirstBeat);
            return;
        }

        var sentAt = Now;
        var mustering = _server.Journal.MusterAsync(
            _server.Identity, _leaveAsker is null ? MusterSign.Stay : MusterSign.Leave, Context.Stopping);
        var looking = _server.Journal.LookAsync(_names, Context.Stopping);
        if (await mustering is { IsDone: true } muster)
            _servers = [.. muster.Value.Select(HostOf)];
        if (await looking is { IsDone: true } looks)
        {
            for (var at = 0; at < _slots.Length; at++)
                await JudgeAsync(_slots[at], new Seen(looks.Value.Leases[at], looks.Value.History, sentAt));
        }

        var all = _slots.All(slot => slot.Epoch is not null);
        Timers.StartSingleTimer("look", LookAtLeases.Instance, all ? _server.Poll : s_lookAgain);
    }

    private async ValueTask JudgeAsync(LeaseSlot slot, Seen seen)
    {
        var look = seen.Look;
        if (slot.Epoch is { } epoch)
        {
            if (look.Owner == _server.Identity.Owner && look.Epoch == epoch)
                Keep(slot, seen.At);
            else
                Lose(slot);
        }

        var claim = slot.Watch.Observe(look, seen.History, _server.Identity, seen.At);
        if (slot.Epoch is not null || slot.IsEnding)
            return;
        if (claim is null)
            slot.ClaimableSince = null;
        if (claim is null && slot.Actor is { } parked && !look.IsFree)
            End(slot, parked, Retire.Instance);
        else if (claim is { } reason && _leaveAsker is null && IsOurTurn(slot, seen, reason))
            await AcquireAsync(slot, seen, reason);
    }

    /// <summary>Held: its actor runs, and moves when a server is there that comes first for it.</summary>
    private void Keep(LeaseSlot slot, TimeSpan now)
    {
        if (slot.Actor is not { } actor)
        {
            StartActor(slot);
            return;
        }

        if (slot.What.Partition is null || slot.IsEnding || now - slot.HeldSince < s_keepAtLeast)
            return;
        var first = Rendezvous.First(slot.What.Lease, _servers.Append(_server.Session.Host));
        if (slot.IsWantedAgainBy(first) && first != _server.Session.Host)
            End(slot, actor, new StandDown(first));
    }

    /// <summary>The one that comes first asks at once; anyone else when nobody did for 2 s.</summary>
    private bool IsOurTurn(LeaseSlot slot, Seen seen, LeaseClaim claim)
    {
        var (look, me) = (seen.Look, _server.Session.Host);
        slot.ClaimableSince ??= seen.At;
        if (claim == LeaseClaim.Own || look.Heir == me || look.FreeFor >= s_anyoneAfter || seen.At - slot.ClaimableSince >= s_anyoneAfter)
            return true;
        var candidates = look.IsFree ? _servers : _servers.Remove(HostOf(look.Owner));
        return Rendezvous.First(slot.What.Lease, candidates.Append(me)) == me;
    }

    private async ValueTask AcquireAsync(LeaseSlot slot, Seen seen, LeaseClaim claim)
    {
        var request = new AcquireRequest(_server.Identity, seen.History, seen.Look, claim) { ShardPartition = slot.What.Partition };
        var call = await _server.Journal.AcquireAsync(request, Context.Stopping);
        if (call is not { IsDone: true, Value.Outcome: AcquireOutcome.Acquired })
            return;

        ActorsLog.LeaseAcquired(_log, slot.What.Lease, call.Value.Epoch, Why(seen.Look, claim));
        slot.Hold(call.Value.Epoch, claim != LeaseClaim.Expired, Now);
        if (slot.What.Partition is { } partition)
            _watched.Own(partition, call.Value.Epoch);
        if (slot.Actor is null)
            StartActor(slot);
        else
            Grant(slot);
    }

    private void StartActor(LeaseSlot slot)
    {
        slot.IsEnding = false;
        slot.Actor = Context.Watch(Context.ActorOf(slot.What.Props, slot.What.Lease));
    }

    private static void End(LeaseSlot slot, IActorRef actor, object message)
    {
        slot.IsEnding = true;
        actor.Tell(message);
    }

    private void Grant(LeaseSlot slot)
    {
        if (slot is { Epoch: { } epoch, IsEnding: false })
            slot.Actor?.Tell(new LeaseGranted(epoch, slot.OwnerGone), Self);
    }

    private void OnLost(LeaseLost lost)
    {
        var slot = SlotOf(lost.Lease);
        if (slot.Epoch != lost.Epoch)
            return;
        Lose(slot);
        Self.Tell(LookAtLeases.Instance);
    }

    private void Lose(LeaseSlot slot)
    {
        slot.Lose();
        Disown(slot);
    }

    private void Disown(LeaseSlot slot)
    {
        if (slot.What.Partition is { } partition)
            _watched.Disown(partition);
    }

    /// <summary>One that ends by itself while its lease is held is started again at the next look.</summary>
    private void OnTerminated(Terminated terminated)
    {
        if (_slots.FirstOrDefault(slot => Equals(slot.Actor, terminated.Actor)) is not { } slot)
            return;
        (slot.Actor, slot.IsEnding) = (null, false);
        EndWhenAllEnded();
    }

    /// <summary>Leaving: nothing is handed to this server any more, and each lease goes to the one that comes next for it.</summary>
    private async ValueTask GiveAllBackAsync()
    {
        _leaveAsker = Sender;
        if (await _server.Journal.MusterAsync(_server.Identity, MusterSign.Leave, Context.Stopping) is { IsDone: true } muster)
            _servers = [.. muster.Value.Select(HostOf)];
        foreach (var slot in _slots)
        {
            if (slot.Actor is { } actor && !slot.IsEnding)
                End(slot, actor, new StandDown(_servers.IsEmpty ? "" : Rendezvous.First(slot.What.Lease, _servers)));
        }

        EndWhenAllEnded();
    }

    private void EndWhenAllEnded()
    {
        if (_leaveAsker is not { } asker || _slots.Any(slot => slot.Actor is not null))
            return;
        asker.Tell(new AllGivenBack(), Self);
        Context.Stop(Self);
    }

    private LeasesHeld Held() => new(
    [
        .. _slots.Select(slot => slot is { Epoch: { } epoch, Actor: { } actor }
            ? new LeaseHeld(slot.What.Lease, slot.What.Partition, epoch, actor)
            : null).OfType<LeaseHeld>(),
    ]);

    private LeaseSlot SlotOf(string lease) => _slots.First(slot => slot.What.Lease == lease);

    private static string Why(LeaseLook look, LeaseClaim claim) => claim switch
    {
        LeaseClaim.Free => "it was free",
        LeaseClaim.Own => "it was this node's before",
        LeaseClaim.Gone => $"{HostOf(look.Owner)} is gone",
        _ => $"{HostOf(look.Owner)} was silent for the lease's time to live",
    };

    private static string HostOf(string owner) => owner[..owner.IndexOf(':', StringComparison.Ordinal)];

    private readonly record struct Seen(LeaseLook Look, string History, TimeSpan At);
}
