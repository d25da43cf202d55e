using System.Text.Json.Serialization;
using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting.Silencing;

/// <summary>One problem on one host that came while a silence lasted. Times are on the router's clock.</summary>
internal sealed class SilencedProblem
{
    private const int CharsMax = 200;

    /// <summary>What makes it the same problem; empty for all that had no room.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its last notice, without samples.</summary>
    public NoticeBody Last { get; set; } = new();

    public int Rank { get; set; }
    public long Events { get; set; }
    public long LastNoticeMs { get; set; }

    /// <summary>Whether its last notice said that it is over.</summary>
    public bool Over { get; set; }

    /// <summary>Whether it began, and could be told, before the silence did: its first notice here ended it.</summary>
    public bool BeganBefore { get; set; }

    [JsonIgnore]
    public bool IsPresence => Key.Length > 0 && NoticeKinds.IsPresence(Last.Kind);

    public static SilencedProblem Start(string key, Notice notice) =>
        new() { Key = key, BeganBefore = notice.Over || notice.Kind == NoticeKinds.Recovered };

    public void Count(Notice notice, long nowMs)
    {
        Last = NoticeBody.Of(notice with { Samples = [], TemplateId = Cut(notice.TemplateId), Template = Cut(notice.Template), Count = 1 });
        Rank = Math.Max(Rank, Severities.Rank(notice.Severity));
        Events += notice.Count;
        LastNoticeMs = nowMs;
        Over = notice.Over || notice.Kind is NoticeKinds.Recovered or NoticeKinds.Left;
    }

    /// <summary>Whether it is to be told when the silence ends.</summary>
    public bool IsLive(long nowMs, TimeSpan resolveAfter)
    {
        if (Over)
            return BeganBefore;
        return IsPresence || Last.Ongoing || nowMs - LastNoticeMs < (long)resolveAfter.TotalMilliseconds;
    }

    private static string Cut(string text) => text.Length <= CharsMax ? text : text[..CharsMax];
}
