using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting.Rendering;

/// <summary>What a message is about: the part of a group that a channel was not told yet.</summary>
internal sealed record MessageFacts(AlertGroup Group, ChannelAccount Account, int LinesMax, long NowMs)
{
    private const int HostsNamed = 10;
    private const int PresenceNamed = 5;
    private const int ProblemsNamed = 10;

    public required bool ShowsLinks { get; init; }

    public int Rank { get; } = Group.RankAfter(Account.ToldMark);

    public long New { get; } = Account.Pending;

    /// <summary>Told again, as it lasts.</summary>
    public bool IsReminder => New == 0;

    /// <summary>Those with news; those of the lasting condition for a reminder.</summary>
    public IReadOnlyList<MarkedHost> Hosts { get; } = Account.Pending == 0
        ? [.. Group.Hosts.Where(h => Group.Ongoing.Count == 0 || Group.Ongoing.Exists(c => c.Host == h.Host))]
        : [.. Group.Hosts.Where(h => h.Mark > Account.ToldMark)];

    public IReadOnlyList<MarkedHost> NamedHosts => [.. Hosts.Take(Group.IsPresence && Hosts.Count > PresenceNamed
        ? PresenceNamed
        : HostsNamed)];

    /// <summary>Whether some hosts with news are not known by name any more.</summary>
    public bool HasDroppedHosts => Group.HostsDroppedMark > Account.ToldMark;

    public bool HasMoreHosts => HasDroppedHosts || Hosts.Count > NamedHosts.Count;

    /// <summary>How many hosts there are; each loss counts once when there were too many to keep.</summary>
    public int HostCount => Group.IsPresence && HasDroppedHosts ? (int)Math.Min(New, int.MaxValue) : Hosts.Count;

    /// <summary>The first of the new lines, and the last ones; of a report all, which are few.</summary>
    public IReadOnlyList<NoticeSample> Samples
    {
        get
        {
            if (IsReminder || Account.Plainer || (LinesMax == 0 && !Group.IsReport))
                return [];
            var fresh = Group.Samples.Where(s => s.Mark > Account.ToldMark).Select(s => s.Sample).ToList();
            return fresh.Count <= LinesMax || Group.IsReport ? fresh : [.. fresh.Take(1), .. fresh.TakeLast(LinesMax - 1)];
        }
    }

    public IReadOnlyList<DigestProblem> Problems =>
        [.. Group.Problems.Where(p => p.Pending > 0 && p.Name.Length > 0)
            .OrderByDescending(p => p.Rank).ThenByDescending(p => p.Pending).ThenBy(p => p.Name, StringComparer.Ordinal)
            .Take(ProblemsNamed)];

    /// <summary>What came while a silence lasted and is still live, the worst first.</summary>
    public IReadOnlyList<SilencedProblem> Silenced { get; } = Group.Silenced is not { } part ? [] :
        [.. part.Problems.OrderByDescending(p => p.Rank).ThenByDescending(p => p.Events).ThenBy(p => p.Key, StringComparer.Ordinal)];

    /// <summary>Named problems that the message has no room for.</summary>
    public int MoreProblems => Math.Max(0, Group.Problems.Count(p => p.Pending > 0 && p.Name.Length > 0) - ProblemsNamed);

    public long MoreProblemsEvents => New - Problems.Sum(p => p.Pending) - UnnamedEvents;

    /// <summary>Events of problems whose names were not kept.</summary>
    public long UnnamedEvents => Group.Problems.Where(p => p.Name.Length == 0).Sum(p => p.Pending);
}
