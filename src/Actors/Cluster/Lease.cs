using Dachshund.Journal.Commits;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Cluster;

/// <summary>
/// One lease as the actor that works under it sees it. What it believes is only a belief: each commit names owner, epoch, revision
/// and history, and Redis refuses it unless they are the stored ones. Belongs to one actor; not thread-safe.
/// </summary>
internal sealed class Lease(ServerContext server, string name, ILogger log)
{
    private readonly RetryDelay _delay = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), server.Random);

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it was granted and no commit was refused since.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The epoch in which it is held.</summary>
    public long Epoch { get; private set; }

    /// <summary>How many commits were made under it, ever.</summary>
    public long Rev { get; private set; }

    /// <summary>The history of Redis in which the state was loaded.</summary>
    public string History { get; private set; } = "";

    /// <summary>
    /// Whether Redis restarted or went back since the state was loaded: it is loaded again at once, not only when a commit is
    /// refused, so that what was told and forgotten is known while this process still remembers it.
    /// </summary>
    public bool IsOfOtherHistory => History.Length > 0 && server.Journal.History != History;

    /// <summary>Whether its holder may start a commit or a POST now.</summary>
    public bool MayAct => IsHeld && server.Session.MayAct;

    /// <summary>How long to wait before the next try of what just failed.</summary>
    public TimeSpan NextDelay(string reason)
    {
        if (_delay.ShouldSay(server.Time))
            ActorsLog.LeaseWaits(log, Name, reason);
        return _delay.Next();
    }

    /// <summary>This process holds it in this epoch; the state has to be loaded.</summary>
    public void Granted(long epoch) => (IsHeld, Epoch) = (true, epoch);

    /// <summary>The state was loaded: what is committed from now on builds on this revision of this history.</summary>
    public void Loaded(string history, long rev)
    {
        History = history;
        Rev = rev;
        _delay.Reset();
    }

    /// <summary>An empty commit under this lease, to be filled.</summary>
    public CommitRequest NewCommit() => new()
    {
        History = History,
        LeaseName = Name,
        Owner = server.Identity.Owner,
        Epoch = Epoch,
        Rev = Rev,
    };

    /// <summary>A commit was done.</summary>
    public void Committed() => Rev++;

    /// <summary>A commit was refused because the lease is another's now.</summary>
    public void Lost() => IsHeld = false;

    /// <summary>Gives it back, so that another may take it at once.</summary>
    /// <param name="heir">The host that alone may take it for a second; empty when any may.</param>
    public async ValueTask ReleaseAsync(string heir, CancellationToken ct)
    {
        if (!IsHeld)
            return;
        IsHeld = false;
        var call = await server.Journal.ReleaseAsync(server.Identity, Name, Epoch, heir, ct);
        if (!call.IsDone)
            ActorsLog.ReleaseFailed(log, Name, call.Reason);
    }
}
