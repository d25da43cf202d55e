using System.Collections.Immutable;

namespace Dachshund.Alerting.Folding;

/// <summary>
/// A notice as it lies in the stream. Apart from <see cref="Notice"/>, because generated readers set every init-only
/// member, and a member that is missing in the JSON would lose its default.
/// </summary>
internal sealed class NoticeBody
{
    public string Kind { get; set; } = "";
    public string Host { get; set; } = "";
    public string Input { get; set; } = "";
    public string Rule { get; set; } = "";
    public string Severity { get; set; } = Severities.Error;
    public string TemplateId { get; set; } = "";
    public string Template { get; set; } = "";
    public Dictionary<string, string>? Labels { get; set; }
    public long Count { get; set; } = 1;
    public long FirstTimeMs { get; set; }
    public long LastTimeMs { get; set; }
    public List<NoticeSample>? Samples { get; set; }
    public bool Again { get; set; }
    public bool Ongoing { get; set; }
    public bool Over { get; set; }

    public static NoticeBody Of(Notice notice) => new()
    {
        Kind = notice.Kind,
        Host = notice.Host,
        Input = notice.Input,
        Rule = notice.Rule,
        Severity = notice.Severity,
        TemplateId = notice.TemplateId,
        Template = notice.Template,
        Labels = notice.Labels.Count == 0
            ? null
            : new Dictionary<string, string>(notice.Labels.OrderBy(l => l.Key, StringComparer.Ordinal)),
        Count = notice.Count,
        FirstTimeMs = notice.FirstTimeMs,
        LastTimeMs = notice.LastTimeMs,
        Samples = notice.Samples.IsDefaultOrEmpty ? null : [.. notice.Samples],
        Again = notice.Again,
        Ongoing = notice.Ongoing,
        Over = notice.Over,
    };

    public Notice ToNotice() => new()
    {
        Kind = Kind,
        Host = Host,
        Input = Input,
        Rule = Rule,
        Severity = Severity,
        TemplateId = TemplateId,
        Template = Template,
        Labels = Labels ?? (IReadOnlyDictionary<string, string>)ImmutableDictionary<string, string>.Empty,
        Count = Count,
        FirstTimeMs = FirstTimeMs,
        LastTimeMs = LastTimeMs,
        Samples = Samples is null ? [] : [.. Samples],
        Again = Again,
        Ongoing = Ongoing,
        Over = Over,
    };
}
