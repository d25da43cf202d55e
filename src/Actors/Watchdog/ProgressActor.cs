using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Channels;
using Dachshund.Journal;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Watchdog;

/// <summary>
/// Watches, on each server, over what the servers fold: a partition or a router of which nothing is folded for a minute, though
/// something waits and Redis answers, is said on the phone once. It depends on nothing that it watches.
/// </summary>
/// <remarks>
/// A partition is told through the router's inbox, which takes the first server's word and passes over the others'. That nothing is
/// routed can't be told that way: one server claims to say it, through the channels of the emergency path.
/// </remarks>
internal sealed class ProgressActor : ReceiveActor
{
    private static readonly TimeSpan s_claimLasts = TimeSpan.FromHours(1);

    private readonly ServerContext _server;
    private readonly ProgressSettings _settings;
    private readonly ILogger _log;
    private readonly Dictionary<string, Watched> _watched = [];
    private long _lookedAt;

    public ProgressActor(ServerContext server, ProgressSettings settings, ILogger log)
    {
        (_server, _settings, _log) = (server, settings, log);
        _lookedAt = server.Time.GetTimestamp();
        ReceiveAsync<LookAtProgress>(_ => LookAsync());
        Receive<RollCall>(_ => Sender.Tell(Present.Instance, Self));
    }

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(LookAtProgress), LookAtProgress.Instance, _settings.Every);

    private async ValueTask LookAsync()
    {
        // A Redis that takes no writes is an outage, and told as that.
        if (!_server.Session.MayAct || await _server.Journal.ReadWaitingAsync(Context.Stopping) is not { IsDone: true } call)
            return;
        var passed = _server.Time.GetElapsedTime(_lookedAt);
        _lookedAt = _server.Time.GetTimestamp();
        // A process that was suspended, or had no answer, saw nothing meanwhile.
        var most = 2 * _settings.Every;
        // The router has two streams, and comes to its inbox when it has no notices: whatever it folds is progress.
        foreach (var streams in call.Value.GroupBy(wait => wait.Lease))
        {
            var watched = WatchedOf(streams.Key);
            var stuck = watched.Look([.. streams], passed < most ? passed : most, _settings.Within);
            if (stuck is { } wait && !watched.IsSaid)
                watched.IsSaid = await SayAsync(wait, isOver: false);
            else if (stuck is null && watched.IsSaid)
                watched.IsSaid = !await SayAsync(streams.First(), isOver: true);
        }
    }

    private Watched WatchedOf(string lease)
    {
        // What an earlier process said may be over by now: for who doesn't know, the first look says so; that costs nothing.
        if (!_watched.TryGetValue(lease, out var watched))
            _watched.Add(lease, watched = new Watched { IsSaid = lease != JournalKeys.RouterLease });
        return watched;
    }

    /// <summary>Whether it is said, or need not be.</summary>
    private ValueTask<bool> SayAsync(StreamWait wait, bool isOver)
    {
        if (!isOver)
            ActorsLog.NothingFolded(_log, wait.Lease, _settings.Within, WaitsFor(wait));
        return wait.Lease == JournalKeys.RouterLease ? SayPastRouterAsync(wait, isOver) : SayThroughRouterAsync(wait, isOver);
    }

    private async ValueTask<bool> SayThroughRouterAsync(StreamWait wait, bool isOver)
    {
        var now = _server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var notice = new Notice
        {
            Kind = NoticeKinds.Full,
            Rule = wait.Lease,
            Severity = Severities.Error,
            Template = $"{wait.Lease}: entries wait and none is folded",
            FirstTimeMs = now,
            LastTimeMs = now,
            Samples = isOver ? [] : [new NoticeSample(Text: WaitsFor(wait))],
            Ongoing = !isOver,
            Over = isOver,
        };
        return (await RouterInbox.SayProgressAsync(_server.Journal, notice, Context.Stopping)).IsDone;
    }

    private async ValueTask<bool> SayPastRouterAsync(StreamWait wait, bool isOver)
    {
        var claim = isOver
            ? await _server.Journal.EndClaimAsync(wait.Lease, _server.Identity.Owner, Context.Stopping)
            : await _server.Journal.ClaimAsync(wait.Lease, _server.Identity.Owner, s_claimLasts, Context.Stopping);
        if (!claim.IsDone)
            return false;
        // Another server says it.
        if (!claim.Value)
            return true;
        foreach (var (name, channel) in _settings.Channels)
        {
            var profile = channel.ToProfile(name);
            var message = isOver
                ? _settings.Writer.RoutedAgain(profile, _server.Session.Host)
                : _settings.Writer.NotRouted(profile, _server.Session.Host, WaitsFor(wait));
            var id = $"progress-{_server.Session.Host}-{(isOver ? "over" : wait.Cursor)}";
            var result = await channel.Channel.SendAsync(new OutgoingMessage(id, message.Title, message.Body), Context.Stopping);
            if (result.Outcome is not (SendOutcome.Ok or SendOutcome.Partial))
                ActorsLog.NothingFoldedNotTold(_log, name, result.Outcome, result.Reason);
        }

        return true;
    }

    private static string WaitsFor(StreamWait wait) => wait.Owner.Length == 0
        ? $"no server has taken the lease {wait.Lease}"
        : $"the lease {wait.Lease} is held by {wait.Owner.Split(':')[0]}, which commits nothing";

    /// <summary>One lease, with the streams that its holder folds.</summary>
    private sealed class Watched
    {
        private readonly ProgressWatch<string> _watch = new();

        public bool IsSaid { get; set; }

        /// <summary>A stream in which something waits, when nothing was folded for so long; else null.</summary>
        public StreamWait? Look(IReadOnlyList<StreamWait> streams, TimeSpan passed, TimeSpan within)
        {
            var waiting = streams.FirstOrDefault(stream => stream.Next.Length > 0);
            _watch.Look(waiting is not null, string.Join(' ', streams.Select(stream => stream.Cursor)), passed);
            return _watch.Still >= within ? waiting : null;
        }
    }
}
