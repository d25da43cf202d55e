using Dachshund.Actors.TaskWatch;
using Dachshund.Tasks.Reports;

namespace Dachshund.Actors.DailyReport;

/// <summary>What is reported, when, and where to. Immutable.</summary>
public sealed record ReportSettings
{
    /// <summary>The tasks that are expected.</summary>
    public required TaskPlan Tasks { get; init; }

    /// <summary>When a report is due.</summary>
    public required ReportTime Time { get; init; }

    /// <summary>Finds out all that a report says; throws a <see cref="Journal.JournalException"/> when Redis doesn't answer.</summary>
    public required Func<ReportRequest, CancellationToken, Task<ReportDraft>> Gather { get; init; }

    /// <summary>The language of the report's own words; default English.</summary>
    public ReportLanguage Language { get; init; } = ReportLanguage.En;

    /// <summary>The folder that each report is written to; empty (default): to none.</summary>
    public string HtmlDir { get; init; } = "";

    /// <summary>The URL that this folder is seen at; empty (default): none.</summary>
    public string HtmlUrl { get; init; } = "";
}
