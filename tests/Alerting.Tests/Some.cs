namespace Dachshund.Alerting.Tests;

/// <summary>Plain values for tests; each test says only what it is about.</summary>
internal static class Some
{
    /// <summary>2026-01-02 03:00:00 UTC.</summary>
    public const long Start = 1_767_322_800_000;

    public static readonly TimeZoneInfo Utc = TimeZoneInfo.Utc;

    public static Notice Match(
        string host = "db-3", string rule = "error", string template = "disk <*> is full", long count = 1, long at = 0) => new()
        {
            Kind = NoticeKinds.Match,
            Host = host,
            Input = "app",
            Rule = rule,
            TemplateId = "t-" + template,
            Template = template,
            Count = count,
            FirstTimeMs = Start + at,
            LastTimeMs = Start + at,
            Samples = [Sample(host, $"ERROR {template}", at)],
        };

    public static NoticeSample Sample(string host = "db-3", string text = "ERROR disk sda is full", long at = 0) => new()
    {
        Host = host,
        Path = "/srv/app/app.log",
        Field = "2049:17:0",
        Offset = 4096,
        Length = text.Length,
        Text = text,
        TimeMs = Start + at,
    };

    public static Notice Presence(string kind, string host, long at = 0) => new()
    {
        Kind = kind,
        Host = host,
        Severity = kind == NoticeKinds.Offline ? Severities.Critical : Severities.Info,
        FirstTimeMs = Start + at,
        LastTimeMs = Start + at,
    };

    public static Notice Of(string kind, string rule = "", string detail = "", string severity = Severities.Error) => new()
    {
        Kind = kind,
        Host = "db-3",
        Rule = rule,
        Template = detail,
        Severity = severity,
        FirstTimeMs = Start,
        LastTimeMs = Start,
    };

    public static Notice Drop(params NoticeSample[] parts) => Of("drop-file", "backup", "", Severities.Warning) with
    {
        Input = "inbox",
        Labels = new Dictionary<string, string> { ["task"] = "backup" },
        Samples = [.. parts],
    };

    public static NoticeSample Dropped(long offset, int length, string text) =>
        new("db-3", "/srv/drop/@backup@.err", "", offset, length, text, Start);

    public static ChannelProfile Channel(string name = "ops", MessageFormat format = MessageFormat.DingTalkMarkdown) =>
        new(name, format, 18_000, 100);

    public static RenderOptions Render(MessageLanguage language = MessageLanguage.En, TimeZoneInfo? zone = null) =>
        new(language, zone ?? Utc);

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Labels(params (string Label, string[] Values)[] labels) =>
        labels.ToDictionary(l => l.Label, l => (IReadOnlyList<string>)l.Values);

    public static Silence Silence(string id, long until, params (string Label, string[] Values)[] labels) => new()
    {
        Id = id,
        Labels = Labels(labels),
        SinceMs = Start,
        UntilMs = Start + until,
        Why = "disk swap",
        By = "root@hound",
    };

    public static AlertBook Book(AlertingOptions? options = null, params ChannelProfile[] channels) =>
        new(options ?? new AlertingOptions(), channels.Length == 0 ? [Channel()] : channels, Render());
}
