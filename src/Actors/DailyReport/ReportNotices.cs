using Dachshund.Alerting;
using Dachshund.Tasks.Reports;

namespace Dachshund.Actors.DailyReport;

/// <summary>What is told of reports.</summary>
public static class ReportNotices
{
    private const string FieldPrefix = "report:";
    private const string Rule = "daily-report";

    /// <summary>The summary, and the link to the whole.</summary>
    /// <param name="draft">The report.</param>
    /// <param name="settings">The language, and where the folder is seen.</param>
    public static Notice Of(ReportDraft draft, ReportSettings settings)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(settings);
        var report = draft.Report;
        var summary = ReportSummary.Of(report, settings.Language);
        var link = settings.HtmlUrl.Length > 0 && draft.IsWritten
            ? new NoticeSample(Path: $"{settings.HtmlUrl.TrimEnd('/')}/{ReportFolder.NameOf(report.Day)}")
            : new NoticeSample(Host: draft.Seed, Field: FieldPrefix + ReportMemory.TextOf(report.Day));
        return Notice(report.IsAllWell ? Severities.Info : Severities.Warning, summary.Title, report.Until) with
        {
            Samples = [.. summary.Lines.Select(line => new NoticeSample(Text: line)), link],
        };
    }

    /// <summary>The day of the report that a sample's link leads to; null when it leads to none.</summary>
    internal static DateOnly? DayOf(NoticeSample sample) =>
        sample.Field.StartsWith(FieldPrefix, StringComparison.Ordinal) ? ReportMemory.DayOf(sample.Field[FieldPrefix.Length..]) : null;

    /// <summary>A report that should have come, and did not.</summary>
    internal static Notice Missing(DateOnly day, ReportLanguage language, DateTimeOffset now) =>
        Notice(Severities.Error, ReportSummary.MissingTitle(day, language), now);

    private static Notice Notice(string severity, string title, DateTimeOffset at) => new()
    {
        Kind = NoticeKinds.Report,
        Rule = Rule,
        Severity = severity,
        Template = title,
        FirstTimeMs = at.ToUnixTimeMilliseconds(),
        LastTimeMs = at.ToUnixTimeMilliseconds(),
    };
}
