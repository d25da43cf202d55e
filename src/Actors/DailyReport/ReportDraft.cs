namespace Dachshund.Actors.DailyReport;

/// <summary>What was found out for a report.</summary>
/// <param name="Report">The report.</param>
/// <param name="Channels">What the channels have done by now, by name: the next report counts from here.</param>
/// <param name="Seed">The node that shows reports; empty when none does.</param>
public sealed record ReportDraft(
    Tasks.Reports.DailyReport Report, IReadOnlyDictionary<string, ChannelTotals> Channels, string Seed)
{
    /// <summary>Whether <c>report.html-dir</c> has it (default yes); a link there would lead nowhere otherwise.</summary>
    public bool IsWritten { get; init; } = true;
}
