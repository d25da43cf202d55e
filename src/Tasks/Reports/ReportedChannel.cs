namespace Dachshund.Tasks.Reports;

/// <summary>How a channel delivered since the last report. Immutable.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Sent">Messages that it accepted.</param>
/// <param name="Failed">Attempts that failed. What is sent again later counts in both, so this alone is nothing bad.</param>
/// <param name="Waiting">Messages that wait now.</param>
public sealed record ReportedChannel(string Name, long Sent, long Failed, long Waiting)
{
    /// <summary>What is wrong with it now; empty: nothing.</summary>
    public string Problem { get; init => field = value ?? ""; } = "";
}
