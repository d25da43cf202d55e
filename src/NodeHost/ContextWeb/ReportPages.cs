using System.Collections.Immutable;
using Dachshund.Actors.DailyReport;
using Dachshund.Context.Links;
using Dachshund.Context.Pages;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>From a token to the report of its day, on the nodes that show reports. Thread-safe.</summary>
internal sealed class ReportPages(ContextWebOptions options, LinkVerifier verifier, IContextNode node)
{
    private static readonly ImmutableArray<KeyValuePair<string, string>> s_headers = PageHeaders.WithStyle(ReportPage.StyleHash);

    /// <summary>The report that a token opens, or the page that says no.</summary>
    /// <param name="text">What stands in the place of a token, not decoded.</param>
    /// <param name="ct">Ends it, when nobody waits any more.</param>
    public async Task<PageAnswer> OpenAsync(string text, CancellationToken ct)
    {
        if (options.Reports is not { } language)
            return Refuse(RefusalStatus.NotFound, "OtherPath", "-");
        var verdict = verifier.VerifyReport(text);
        if (verdict.Outcome == LinkOutcome.UnknownKey)
        {
            await node.LookAtKeysAsync(ct);
            verdict = verifier.VerifyReport(text);
        }

        if (verdict.Token is not { } token)
            return Refuse(RefusalStatus.NotFound, verdict.Outcome.ToString(), verdict.AuditId);
        var call = await node.FindReportAsync(token.Day, ct);
        if (!call.IsDone)
            return Refuse(RefusalStatus.Unavailable, "RedisAway", verdict.AuditId);
        return call.Value is { } report
            ? new PageAnswer(200, ReportPage.Render(report, language), $"report {ReportMemory.TextOf(token.Day)}", verdict.AuditId)
            {
                Headers = s_headers,
            }
            : Refuse(RefusalStatus.NotFound, "NoReport", verdict.AuditId);
    }

    private PageAnswer Refuse(RefusalStatus status, string why, string auditId) =>
        new((int)status, PageRenderer.RenderRefusal(status, options.Language), why, auditId);
}
