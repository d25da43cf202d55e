using Dachshund.Alerting.Folding;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting.Rendering;

/// <summary>Writes the one line that a phone shows in its list: how bad, what, how often, where.</summary>
internal sealed class TitleWriter(Phrases phrases, TimeText times)
{
    private const int CharsMax = 60;
    private const int PlainCharsMax = 200;
    private const int NameCharsMax = 30;
    private const int HostCharsMax = 24;

    /// <summary>The title, shown but not yet escaped for any format.</summary>
    public string Write(ChannelProfile channel, MessageFacts facts)
    {
        var isPlain = channel.Format == MessageFormat.Plain;
        var text = isPlain ? Header(facts)
            : facts.Group.IsReport ? facts.Group.Template
            : $"[{phrases.Severity(facts.Rank)}] {What(facts)}";
        // A report's title says all that isn't well, once a day.
        var charsMax = Math.Min(channel.TitleCharsMax, isPlain || facts.Group.IsReport ? PlainCharsMax : CharsMax);
        return WithKeyword(channel, SafeText.Show(text, charsMax), charsMax);
    }

    /// <summary>The first words that the channel asks for, in front, where no cut takes them away.</summary>
    public static string WithKeyword(ChannelProfile channel, string title, int charsMax)
    {
        if (channel.RequiredKeywords.Count == 0)
            return title;
        foreach (var keyword in channel.RequiredKeywords)
            if (title.Contains(keyword, StringComparison.Ordinal))
                return title;
        return SafeText.Show($"{channel.RequiredKeywords[0]} {title}", charsMax);
    }

    /// <summary>The problem by name, whatever its kind.</summary>
    public string Name(AlertGroup group)
    {
        var kind = phrases.Kind(group.Kind);
        if (group.Form == GroupForm.Other)
            return $"{kind} {phrases.OtherProblems}".TrimStart();
        var name = SafeText.Show(group.Name, NameCharsMax);
        if (group.MixedRules && group.Form == GroupForm.Normal)
            name = $"{name}, …";
        return $"{kind} {name}".Trim();
    }

    /// <summary>One problem that a silence kept, with its host.</summary>
    public string Name(SilencedProblem problem)
    {
        var last = problem.Last;
        if (problem.Key.Length == 0)
            return phrases.OtherProblems;
        if (problem.IsPresence)
            return $"{phrases.Kind(last.Kind)}: {last.Host}";
        var rule = last.Input.Length == 0 || last.Input == last.Rule ? last.Rule : $"{last.Input}/{last.Rule}".TrimEnd('/');
        var text = $"{phrases.Kind(last.Kind)} {rule} {last.Host}".Trim();
        return last.Template.Length == 0 ? text : $"{text}: {last.Template}";
    }

    private string AfterSilence(MessageFacts facts, SilencedPart part)
    {
        var head = phrases.SilenceOver(SafeText.Show(part.Why, NameCharsMax));
        var first = facts.Silenced.Count == 0 ? "" : $": {Name(facts.Silenced[0])}";
        return facts.Silenced.Count > 1 ? $"{head}{first} +{facts.Silenced.Count - 1}" : head + first;
    }

    private string What(MessageFacts facts)
    {
        var group = facts.Group;
        if (group.Silenced is { } part)
            return AfterSilence(facts, part);
        if (group.Form == GroupForm.Digest)
            return $"×{facts.New} {phrases.Kind(group.Kind)}";
        if (group.IsPresence)
            return $"{phrases.Kind(group.Kind)}: {PresenceHosts(facts)}";
        var count = facts.New > 1 ? $" ×{facts.New}" : "";
        var hidesDetail = group.MixedTemplates || group.Template.Length == 0 || facts.Account.Plainer;
        var detail = hidesDetail ? "" : $": {Detail(group)}";
        return $"{Name(group)}{count}{Where(facts)}{detail}";
    }

    private string Detail(AlertGroup group) => group.Kind != NoticeKinds.Task ? group.Template
        : group.Ended ? $"{phrases.TaskState(group.Template)}, {phrases.Over}"
        : phrases.TaskState(group.Template);

    /// <summary>The names of the hosts, or over five their number and the first five.</summary>
    public string PresenceHosts(MessageFacts facts)
    {
        var names = string.Join(", ", facts.NamedHosts.Select(h => SafeText.Show(h.Host, HostCharsMax)));
        return facts.HasMoreHosts ? $"{phrases.HostCount(facts.HostCount)}: {names} …" : names;
    }

    // A terminal shows it on one wide line, and the lines of the log under it.
    private string Header(MessageFacts facts)
    {
        var group = facts.Group;
        if (group.IsReport)
            return $"{times.Of(group.LastTimeMs, facts.NowMs)} {group.Template}";
        var what = group.IsPresence ? $"{phrases.Kind(group.Kind)}: {PresenceHosts(facts)}"
            : group.Silenced is { } part ? AfterSilence(facts, part)
            : group.Form == GroupForm.Digest ? phrases.Kind(group.Kind)
            : $"{Name(group)}{Where(facts)}";
        var head = $"{times.Of(group.LastTimeMs, facts.NowMs)} {phrases.Severity(facts.Rank)} {what}";
        return group.IsPresence ? head : $"{head}: {Counts(facts)}";
    }

    /// <summary>How many, since when.</summary>
    public string Counts(MessageFacts facts)
    {
        var since = times.Of(facts.Group.FirstTimeMs, facts.NowMs);
        if (facts.Group.Form == GroupForm.Silenced)
            return phrases.SilencedCounts(facts.New, since);
        return facts.IsReminder ? phrases.Still(since) : phrases.Counts(facts.New, facts.Account.Owed, since);
    }

    private string Where(MessageFacts facts) => facts.Hosts.Count switch
    {
        0 => "",
        1 => $" {SafeText.Show(facts.Hosts[0].Host, HostCharsMax)}",
        _ when facts.HasDroppedHosts => $" {phrases.ManyHosts}",
        _ => $" {phrases.HostCount(facts.Hosts.Count)}",
    };
}
