namespace Dachshund.Actors.DailyReport;

/// <summary>A report that is to be made.</summary>
/// <param name="Day">The day whose report it is.</param>
/// <param name="Since">When the last one was made, or from when on it tells.</param>
/// <param name="Until">Now, on Redis' wall clock.</param>
public sealed record ReportRequest(DateOnly Day, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Whether somebody asked for it in between (default no).</summary>
    public bool IsDraft { get; init; }

    /// <summary>The last report; null when there is none.</summary>
    public Tasks.Reports.DailyReport? Last { get; init; }

    /// <summary>What the channels had done by then, by name.</summary>
    public IReadOnlyDictionary<string, ChannelTotals> Channels { get; init; } = new Dictionary<string, ChannelTotals>();
}
