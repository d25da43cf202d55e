using System.Text;
using Dachshund.Journal;

namespace Dachshund.Actors.DailyReport;

/// <summary>Reads the reports that are kept.</summary>
public static class ReportReader
{
    /// <summary>How many days a report is kept: 30.</summary>
    public const int DaysKept = 30;

    internal const string ReportField = "report";

    /// <summary>What is remembered of the last report; done with null when there was none.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    public static async Task<Call<ReportMemory?>> ReadMemoryAsync(JournalClient journal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var call = await journal.ReadHashAsync(StateKey(journal.Keys), ct);
        return call.Map(fields => ReportMemory.Parse(name => fields.GetValueOrDefault(name)));
    }

    /// <summary>The report of a day; done with null when there is none, or none that this version reads.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="day">The day.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    public static async Task<Call<Tasks.Reports.DailyReport?>> ReadAsync(JournalClient journal, DateOnly day, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var call = await journal.ReadHashAsync(DayKey(journal.Keys, day), ct);
        return call.Map(fields => fields.TryGetValue(ReportField, out var json) ? Parse(json) : null);
    }

    internal static string StateKey(JournalKeys keys) => keys.Report("state");

    internal static string DayKey(JournalKeys keys, DateOnly day) => keys.Report(ReportMemory.TextOf(day));

    private static Tasks.Reports.DailyReport? Parse(string json)
    {
        try
        {
            return Tasks.Reports.DailyReport.FromJson(Encoding.UTF8.GetBytes(json));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
