using Dachshund.Actors.Cluster;
using Dachshund.Journal;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;

namespace Dachshund.Actors.Emergency;

/// <summary>
/// What a node sees of Redis, for the one that must speak when it sees nothing. It begins before there is a connection, and
/// is told when there is one. Thread-safe.
/// </summary>
public sealed class RedisSight
{
    private volatile RedisView? _view;

    /// <summary>What is seen; null while Redis was never reached.</summary>
    internal RedisView? View => _view;

    /// <summary>Redis was reached, and a session is open.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="session">This process, whose beats say that Redis answers.</param>
    /// <param name="identity">This process, to the journal.</param>
    public void Reach(JournalClient journal, NodeSession session, SessionIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(identity);
        _view = new RedisView(
            () => session.LastBeatAt,
            identity.Interval,
            async (sign, ct) => await journal.VolunteerAsync(identity, sign ? MusterSign.Stay : MusterSign.Leave, ct)
                is { IsDone: true } call
                ? [.. call.Value.Select(owner => owner.Split(':')[0])]
                : null);
    }

    internal void Reach(RedisView view) => _view = view;
}
