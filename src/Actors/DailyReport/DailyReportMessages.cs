namespace Dachshund.Actors.DailyReport;

/// <summary>Look whether a report is due.</summary>
internal sealed record LookForReport
{
    public static readonly LookForReport Instance = new();
}
