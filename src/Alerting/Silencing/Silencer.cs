using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Routing;

namespace Dachshund.Alerting.Silencing;

/// <summary>
/// Keeps what silences take from being told, counted by channel, and lets go of it when they end: what is still live then is
/// one message for each channel.
/// </summary>
internal sealed class Silencer(BookState state, AlertingOptions options)
{
    /// <summary>Whether some silence lasts, or something is kept by one that is gone.</summary>
    public bool IsBusy => state.Silences.Count > 0 || Held().Any();

    /// <summary>The silence that takes a notice, the one that lasts longest; or null.</summary>
    public Silence? For(Notice notice)
    {
        Silence? longest = null;
        foreach (var silence in state.Silences.Values)
            if ((longest is null || silence.UntilMs > longest.UntilMs) && LabelSet.MatchesAll(notice, silence.Labels))
                longest = silence;
        return longest;
    }

    /// <summary>Whether silences take all that lasts of an alert.</summary>
    public bool Takes(AlertGroup group) => state.Silences.Count > 0 && (group.Ongoing.Count > 0
        ? group.Ongoing.TrueForAll(condition => For(NoticeOf(group, condition.Host)) is not null)
        : group.Hosts.Count > 0 && group.Hosts.TrueForAll(host => For(NoticeOf(group, host.Host)) is not null));

    public void Add(Silence silence)
    {
        if (silence.Labels.Count == 0 || silence.Labels.Values.Any(values => values.Count == 0))
            throw new FormatException("a silence without labels");
        if (!state.Silences.ContainsKey(silence.Id) && state.Silences.Count >= Silence.SilencesMax)
            throw new FormatException($"there are {Silence.SilencesMax} silences, and no more may be added");
        state.Set(silence);
    }

    /// <summary>Counts a notice in its silence.</summary>
    public void Count(Silence silence, Notice notice) =>
        state.Set(silence with { Counted = state.Silences[silence.Id].Counted + notice.Count });

    /// <summary>Keeps a notice from a channel.</summary>
    public void Hold(Silence silence, string channel, Notice notice, long nowMs)
    {
        var id = GroupKey.OfSilence(silence.Id, channel);
        if (!state.Groups.TryGetValue(id, out var group))
            state.Add(group = Start(id, silence, notice, nowMs));
        var before = group.Counted;
        // Whether a condition lasts is kept with the problem: the group is told once, and never again.
        group.Count(notice with { Ongoing = false, Over = false }, nowMs);
        group.Silenced?.Count(notice, nowMs);
        var account = group.Account(channel, before);
        account.Owed += notice.Count;
        account.PendingSinceMs ??= nowMs;
        account.MayRepeat |= notice.Again;
        state.Touch(group);
    }

    /// <summary>Ends the silences whose time is over on Redis' wall clock; true when anything changed.</summary>
    public bool EndAt(long wallMs, long nowMs)
    {
        var ended = state.Silences.Values.Where(silence => silence.UntilMs <= wallMs).ToList();
        ended.ForEach(state.Remove);
        return LetGo(nowMs) || ended.Count > 0;
    }

    /// <summary>Removes one before its time; what it kept is let go by the next <see cref="EndAt"/>.</summary>
    public bool Cancel(string id)
    {
        if (!state.Silences.TryGetValue(id, out var silence))
            return false;
        state.Remove(silence);
        return true;
    }

    /// <summary>Ends one before its time; false when there is none of this id.</summary>
    public bool End(string id, long nowMs)
    {
        if (!Cancel(id))
            return false;
        LetGo(nowMs);
        return true;
    }

    private bool LetGo(long nowMs)
    {
        var free = Held().Where(held => !state.Silences.ContainsKey(held.Part.Silence)).ToList();
        foreach (var (group, part) in free)
            LetGo(group, part, nowMs);
        return free.Count > 0;
    }

    private void LetGo(AlertGroup group, SilencedPart part, long nowMs)
    {
        part.Held = false;
        part.Over = part.Problems.Where(p => !p.IsLive(nowMs, options.ResolveAfter)).Sum(p => p.Events);
        part.Problems.RemoveAll(p => !p.IsLive(nowMs, options.ResolveAfter));
        foreach (var problem in part.Problems.ToList())
            if (For(problem.Last.ToNotice()) is { } other)
                Move(group, part, problem, other, nowMs);
        foreach (var account in group.Accounts)
        {
            account.PendingSinceMs = account.Pending > 0 ? nowMs : null;
            if (part.Problems.Count == 0)
                Drop(account);
        }

        if (part.Problems.Count > 0)
            group.Lower(part.Problems.Max(p => p.Rank));
        state.Touch(group);
    }

    // A silence ended, and another one takes the problem still.
    private void Move(AlertGroup group, SilencedPart part, SilencedProblem problem, Silence other, long nowMs)
    {
        part.Problems.Remove(problem);
        foreach (var account in group.Accounts.ToList())
        {
            account.Moved += problem.Events;
            Hold(other, account.Channel, problem.Last.ToNotice() with { Count = problem.Events, Again = account.MayRepeat }, nowMs);
        }
    }

    // Went and came back, or was over long ago: nobody needs to hear of it.
    private void Drop(ChannelAccount account)
    {
        var pending = account.Pending;
        account.Silenced += pending;
        account.PendingSinceMs = null;
        var totals = state.Channel(account.Channel);
        totals.Silenced += pending;
        state.Touch(totals);
    }

    private IEnumerable<(AlertGroup Group, SilencedPart Part)> Held() => state.Groups.Values
        .Where(group => group.Silenced is { Held: true })
        .Select(group => (group, group.Silenced ?? new SilencedPart()));

    private static AlertGroup Start(string id, Silence silence, Notice first, long nowMs)
    {
        var labels = Silence.Text(silence.Labels);
        var named = first with { Input = "", Rule = "", TemplateId = "", Template = $"{labels}: {silence.Why}" };
        var group = AlertGroup.Start(id, "default", GroupForm.Silenced, named, nowMs);
        group.Silenced = new SilencedPart { Silence = silence.Id, Labels = labels, Why = silence.Why, By = silence.By, Held = true };
        return group;
    }

    private static Notice NoticeOf(AlertGroup group, string host) => new()
    {
        Kind = group.Kind,
        Host = host,
        Input = group.Input,
        Rule = group.Rule,
        TemplateId = group.TemplateId,
        Template = group.Template,
        Severity = Severities.Name(group.RankAfter(0)),
    };
}
