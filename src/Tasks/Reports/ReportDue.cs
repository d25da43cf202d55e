namespace Dachshund.Tasks.Reports;

/// <summary>A report that is to be made.</summary>
/// <param name="Day">The day whose report it is.</param>
/// <param name="At">When it is due, in UTC.</param>
public readonly record struct ReportDue(DateOnly Day, DateTimeOffset At);
