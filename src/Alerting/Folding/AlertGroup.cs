using System.Text.Json.Serialization;
using Dachshund.Alerting.Silencing;

namespace Dachshund.Alerting.Folding;

/// <summary>An alert: the notices of one route and one set of group-by values, and what each channel was told of them.</summary>
/// <remarks>
/// Owned and changed by one book alone; stored as it is. A <em>mark</em> is the value of <see cref="Counted"/> right
/// after a notice was folded: what carries a mark above a channel's <see cref="ChannelAccount.ToldMark"/> is news to it.
/// </remarks>
internal sealed class AlertGroup
{
    public const int SamplesMax = 20;
    public const int SamplesFirst = 5;
    public const int HostsMax = 100;
    public const int HostsFirst = 5;
    public const int OngoingMax = 100;
    public const int ProblemsMax = 200;
    private const int SampleCharsMax = 512;
    private const int NameCharsMax = 128;
    private const int TemplateCharsMax = 400;

    public string Id { get; set; } = "";
    public string Route { get; set; } = "";
    public string Kind { get; set; } = "";
    public GroupForm Form { get; set; }
    public string Input { get; set; } = "";
    public string Rule { get; set; } = "";
    public string TemplateId { get; set; } = "";
    public string Template { get; set; } = "";
    public bool MixedRules { get; set; }
    public bool MixedTemplates { get; set; }
    public long StartedMs { get; set; }
    public long LastNoticeMs { get; set; }
    public long FirstTimeMs { get; set; }
    public long LastTimeMs { get; set; }
    public long Counted { get; set; }

    /// <summary>By rank: the mark of the last notice of that severity; 0 for none.</summary>
    public long[] SeverityMarks { get; set; } = new long[Severities.Levels];

    public List<MarkedSample> Samples { get; set; } = [];
    public List<MarkedHost> Hosts { get; set; } = [];

    /// <summary>The mark of the newest host that had no room; 0 for none.</summary>
    public long HostsDroppedMark { get; set; }

    /// <summary>Conditions that began and did not end; by <see cref="OngoingCondition.Key"/>.</summary>
    public List<OngoingCondition> Ongoing { get; set; } = [];

    /// <summary>Whether the last notice said that the condition is over.</summary>
    public bool Ended { get; set; }

    /// <summary>The digest's problems; what comes after <see cref="ProblemsMax"/> is one of the name "".</summary>
    public List<DigestProblem> Problems { get; set; } = [];

    /// <summary>What the silence of a <see cref="GroupForm.Silenced"/> group keeps; null for every other.</summary>
    public SilencedPart? Silenced { get; set; }

    public List<ChannelAccount> Accounts { get; set; } = [];

    [JsonIgnore]
    public bool IsPresence => Form is not (GroupForm.Digest or GroupForm.Silenced) && NoticeKinds.IsPresence(Kind);

    [JsonIgnore]
    public bool IsReport => Form == GroupForm.Normal && Kind == NoticeKinds.Report;

    [JsonIgnore]
    public string Name => Input.Length == 0 || Input == Rule ? Rule : Rule.Length == 0 ? Input : $"{Input}/{Rule}";

    public static AlertGroup Start(string id, string route, GroupForm form, Notice notice, long nowMs) => new()
    {
        Id = id,
        Route = route,
        Kind = form switch { GroupForm.Digest => "digest", GroupForm.Silenced => "silenced", _ => notice.Kind },
        Form = form,
        Input = Cut(notice.Input, NameCharsMax),
        Rule = Cut(notice.Rule, NameCharsMax),
        TemplateId = Cut(notice.TemplateId, NameCharsMax),
        Template = Cut(notice.Template, TemplateCharsMax),
        StartedMs = nowMs,
        LastNoticeMs = nowMs,
        FirstTimeMs = notice.FirstTimeMs,
        LastTimeMs = notice.LastTimeMs,
    };

    /// <summary>Counts a notice and keeps of it what messages show. Accounts are the caller's.</summary>
    public void Count(Notice notice, long nowMs)
    {
        Counted += notice.Count;
        LastNoticeMs = nowMs;
        FirstTimeMs = Math.Min(FirstTimeMs, notice.FirstTimeMs);
        LastTimeMs = Math.Max(LastTimeMs, notice.LastTimeMs);
        SeverityMarks[Math.Max(0, Severities.Rank(notice.Severity))] = Counted;
        MixedRules |= !Same(Input, notice.Input, NameCharsMax) || !Same(Rule, notice.Rule, NameCharsMax);
        MixedTemplates |= !Same(Template, notice.Template, TemplateCharsMax);
        foreach (var sample in notice.Samples)
            Keep(sample);
        if (notice.Host.Length > 0)
            KeepHost(Cut(notice.Host, NameCharsMax), notice.LastTimeMs);
        KeepCondition(notice);
    }

    /// <summary>The highest severity after a mark; the highest ever when there is none after it.</summary>
    public int RankAfter(long mark)
    {
        for (var rank = Severities.Levels - 1; rank >= 0; rank--)
            if (SeverityMarks[rank] > mark)
                return rank;
        return mark > 0 ? RankAfter(0) : 0;
    }

    /// <summary>Nothing of a higher severity is left to tell.</summary>
    public void Lower(int rank)
    {
        SeverityMarks[rank] = Counted;
        for (var higher = rank + 1; higher < Severities.Levels; higher++)
            SeverityMarks[higher] = 0;
    }

    /// <summary>Whether everything is told, nothing lasts and no notice came for so long: the next one begins anew.</summary>
    public bool IsOver(long nowMs, TimeSpan resolveAfter) =>
        nowMs - LastNoticeMs >= (long)resolveAfter.TotalMilliseconds && Ongoing.Count == 0
        && Accounts.TrueForAll(a => a.Pending == 0 && a.Delivery is null);

    public ChannelAccount? FindAccount(string channel) => Accounts.Find(a => a.Channel == channel);

    public ChannelAccount Account(string channel, long toldMark)
    {
        var account = FindAccount(channel);
        if (account is null)
            Accounts.Add(account = new ChannelAccount { Channel = channel, ToldMark = toldMark });
        return account;
    }

    public void EndCondition(string key) => Ongoing.RemoveAll(c => c.Key == key);

    public static string ConditionKey(string host, string input, string rule) => $"{host}\n{input}\n{rule}";

    private void Keep(NoticeSample sample)
    {
        if (Samples.Count >= SamplesMax)
            Samples.RemoveAt(SamplesFirst);
        var kept = sample with { Text = Cut(sample.Text, SampleCharsMax), Path = Cut(sample.Path, SampleCharsMax) };
        Samples.Add(new MarkedSample(kept, Counted));
    }

    // The oldest few stay for a channel that lags, the newest for one that doesn't; what is dropped lies between.
    private void KeepHost(string host, long timeMs)
    {
        var had = Hosts.FindIndex(h => h.Host == host);
        if (had >= 0)
            Hosts.RemoveAt(had);
        if (Hosts.Count >= HostsMax)
        {
            HostsDroppedMark = Math.Max(HostsDroppedMark, Hosts[HostsFirst].Mark);
            Hosts.RemoveAt(HostsFirst);
        }

        Hosts.Add(new MarkedHost(host, Counted, timeMs));
    }

    private void KeepCondition(Notice notice)
    {
        Ended = notice.Over;
        var key = ConditionKey(notice.Host, notice.Input, notice.Rule);
        if (notice.Over)
            EndCondition(key);
        else if (notice.Ongoing && Ongoing.Count < OngoingMax && !Ongoing.Exists(c => c.Key == key))
            Ongoing.Add(new OngoingCondition(key, notice.Host, notice.FirstTimeMs));
    }

    private static bool Same(string kept, string value, int max) => kept == Cut(value, max);

    private static string Cut(string value, int max)
    {
        if (value.Length <= max)
            return value;
        return char.IsHighSurrogate(value[max - 1]) ? value[..(max - 1)] : value[..max];
    }
}
