using Dachshund.Alerting.Routing;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting.Folding;

/// <summary>Counts notices in the groups and accounts they belong to.</summary>
internal sealed class NoticeFolder(BookState state, RouteTable routes, AlertingOptions options, Silencer silencer)
{
    /// <summary>Folds a notice; <paramref name="except"/> is the channel that it is about, if any.</summary>
    public void Fold(Notice notice, long nowMs, string? except)
    {
        if (notice.Kind == NoticeKinds.Forgotten)
        {
            End(_ => true, condition => condition.Host == notice.Host);
            return;
        }

        var silence = silencer.For(notice);
        if (silence is not null)
            silencer.Count(silence, notice);
        foreach (var (route, channels) in routes.Resolve(notice, except))
        {
            if (silence is not null)
            {
                Hold(silence, channels, notice, nowMs);
                continue;
            }

            if (!notice.Again)
            {
                FoldInto(GroupFor(route, notice, nowMs), channels, notice, nowMs);
                continue;
            }

            foreach (var channel in channels)
            {
                Digest(channel, notice, nowMs, notice.Count, DigestName(notice));
                Owe(channel, notice.Count);
            }
        }

        if (notice.Kind is NoticeKinds.Recovered or NoticeKinds.Left)
            End(group => group.Kind is NoticeKinds.Offline or NoticeKinds.Flapping, condition => condition.Host == notice.Host);
        // Wherever it began: what ends may be silent now, or have another severity, and so another route.
        var key = AlertGroup.ConditionKey(notice.Host, notice.Input, notice.Rule);
        if (notice.Over)
            End(group => group.Kind == notice.Kind, condition => condition.Key == key);
    }

    /// <summary>Puts events of a group that a channel may have been told of into the channel's digest.</summary>
    public void MoveToDigest(AlertGroup group, ChannelAccount account, long count, long nowMs)
    {
        account.Moved += count;
        account.ToldMark = group.Counted;
        if (account.Pending == 0)
            account.PendingSinceMs = null;
        var notice = new Notice
        {
            Kind = group.Kind,
            Input = group.Input,
            Rule = group.Rule,
            Severity = Severities.Name(group.RankAfter(0)),
            Template = group.Template,
            Count = count,
            FirstTimeMs = group.FirstTimeMs,
            LastTimeMs = group.LastTimeMs,
            Again = true,
        };
        Digest(account.Channel, notice, nowMs, count, DigestName(group));
        state.Touch(group);
    }

    private void Hold(Silence silence, IEnumerable<string> channels, Notice notice, long nowMs)
    {
        foreach (var channel in channels)
        {
            silencer.Hold(silence, channel, notice, nowMs);
            Owe(channel, notice.Count);
        }
    }

    private AlertGroup GroupFor(RouteEntry route, Notice notice, long nowMs)
    {
        var id = GroupKey.Of(route, notice);
        if (Live(id, nowMs) is { } live)
            return live;
        var form = GroupForm.Normal;
        if (state.Groups.Count >= options.GroupsMax)
        {
            form = GroupForm.Other;
            id = GroupKey.OfOther(route, notice.Kind);
            if (Live(id, nowMs) is { } other)
                return other;
        }

        var group = AlertGroup.Start(id, route.Id, form, notice, nowMs);
        state.Add(group);
        return group;
    }

    // Who sweeps is not asked every moment: a group that is over by now is so for the next notice too.
    private AlertGroup? Live(string id, long nowMs)
    {
        if (!state.Groups.TryGetValue(id, out var group))
            return null;
        if (!group.IsOver(nowMs, options.ResolveAfter))
            return group;
        state.Remove(group);
        return null;
    }

    private void FoldInto(AlertGroup group, IEnumerable<string> channels, Notice notice, long nowMs)
    {
        var before = group.Counted;
        group.Count(notice, nowMs);
        foreach (var channel in channels)
        {
            var account = group.Account(channel, before);
            account.Owed += notice.Count;
            account.PendingSinceMs ??= nowMs;
            Owe(channel, notice.Count);
        }

        state.Touch(group);
    }

    private void Digest(string channel, Notice notice, long nowMs, long count, string name)
    {
        var id = GroupKey.OfDigest(channel);
        var group = Live(id, nowMs);
        if (group is null)
            state.Add(group = AlertGroup.Start(id, "default", GroupForm.Digest, notice, nowMs));
        var before = group.Counted;
        group.Count(notice, nowMs);
        var account = group.Account(channel, before);
        account.Owed += count;
        account.PendingSinceMs ??= nowMs;
        CountProblem(group, name, Severities.Rank(notice.Severity), count);
        state.Touch(group);
    }

    private static void CountProblem(AlertGroup digest, string name, int rank, long count)
    {
        var problem = digest.Problems.Find(p => p.Name == name);
        if (problem is null && digest.Problems.Count >= AlertGroup.ProblemsMax)
            problem = digest.Problems.Find(p => p.Name.Length == 0);
        if (problem is null)
        {
            var room = digest.Problems.Count < AlertGroup.ProblemsMax;
            digest.Problems.Add(problem = new DigestProblem { Name = room ? name : "" });
        }

        problem.Pending += count;
        problem.Rank = Math.Max(problem.Rank, rank);
    }

    private void Owe(string channel, long count)
    {
        var totals = state.Channel(channel);
        totals.Owed += count;
        state.Touch(totals);
    }

    private void End(Predicate<AlertGroup> where, Predicate<OngoingCondition> what)
    {
        foreach (var group in state.Groups.Values.Where(group => where(group)))
        {
            if (group.Ongoing.RemoveAll(what) == 0)
                continue;
            group.Ended = group.Ongoing.Count == 0;
            state.Touch(group);
        }
    }

    private static string DigestName(Notice notice) => NoticeKinds.IsPresence(notice.Kind)
        ? $"{notice.Kind} {notice.Host}"
        : Name(notice.Kind, notice.Input, notice.Rule, notice.Template);

    private static string DigestName(AlertGroup group) => group.IsPresence
        ? $"{group.Kind} {string.Join(", ", group.Hosts.Take(AlertGroup.HostsFirst).Select(h => h.Host))}"
        : Name(group.Kind, group.Input, group.Rule, group.Template);

    private static string Name(string kind, string input, string rule, string template)
    {
        var name = input.Length == 0 || input == rule ? rule : $"{input}/{rule}";
        var head = kind == NoticeKinds.Match ? name : $"{kind} {name}".TrimEnd();
        return template.Length == 0 ? head : $"{head}: {(template.Length <= 120 ? template : template[..120])}";
    }
}
