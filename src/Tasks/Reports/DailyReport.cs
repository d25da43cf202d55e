using System.Collections.Immutable;
using System.Text.Json;
using Dachshund.Tasks.Reports.Storing;

namespace Dachshund.Tasks.Reports;

/// <summary>
/// All that the report of a day says, so that a stored one can be shown again. Immutable, thread-safe. Whoever makes one
/// names what was found in any order and then calls <see cref="Against"/>, which puts it in order and within bounds.
/// </summary>
public sealed record DailyReport
{
    /// <summary>The day that it is the report of.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The zone whose day it is, and in which its times are shown: an IANA name.</summary>
    public required string Zone { get; init; }

    /// <summary>When the last report was made, or from when on it tells.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether somebody asked for it in between: it isn't the day's.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The devices.</summary>
    public ImmutableArray<ReportedDevice> Devices { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The tasks.</summary>
    public ImmutableArray<ReportedTask> Tasks { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The problems with the most matches.</summary>
    public ImmutableArray<ReportedProblem> Problems { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Problems that aren't in <see cref="Problems"/>.</summary>
    public long ProblemsLeftOut { get; init; }

    /// <summary>What could not be read.</summary>
    public ImmutableArray<ReportedLoss> Losses { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Entries that aren't in <see cref="Losses"/>.</summary>
    public int LossesLeftOut { get; init; }

    /// <summary>The channels.</summary>
    public ImmutableArray<ReportedChannel> Channels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Channels that aren't in <see cref="Channels"/>.</summary>
    public int ChannelsLeftOut { get; init; }

    /// <summary>What was removed because it was old.</summary>
    public ImmutableArray<ReportedRemoval> Removals { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Entries that aren't in <see cref="Removals"/>.</summary>
    public int RemovalsLeftOut { get; init; }

    /// <summary>Settings in which servers differ, and what could not be found out: a sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Sentences that aren't in <see cref="Warnings"/>.</summary>
    public int WarningsLeftOut { get; init; }

    /// <summary>Devices and tasks that had no room in <see cref="Devices"/> and <see cref="Tasks"/>: those that are well go
    /// first.</summary>
    public ReportTotals NotListed { get; init => field = value ?? ReportTotals.None; } = ReportTotals.None;

    /// <summary>The last report's totals; null when there is none.</summary>
    public ReportTotals? Before { get; init; }

    /// <summary>How many of each there are, those without room too.</summary>
    public ReportTotals Totals => ReportTotals.Of(Devices, Tasks).Plus(NotListed)
        .Plus(new ReportTotals(Problems: Problems.Length + ProblemsLeftOut));

    /// <summary>Whether nobody needs to read on: nothing is lost, late or failed, no bytes, no error was found, no channel is in
    /// trouble, and nothing is unknown.</summary>
    public bool IsAllWell =>
        Totals is { DevicesLost: 0, DevicesError: 0, TasksLost: 0, TasksLate: 0, TasksError: 0 }
        && Losses.IsEmpty && LossesLeftOut == 0 && Warnings.IsEmpty && WarningsLeftOut == 0
        && !Problems.Any(problem => problem.IsError) && (ProblemsLeftOut == 0 || !Problems.IsEmpty)
        && !Channels.Any(channel => channel.Problem.Length > 0);

    /// <summary>
    /// The finished report: told against the last one, the worst of each first, and within bounds. What has no room is counted.
    /// </summary>
    /// <param name="last">The last report; null when there is none, and then nothing is new.</param>
    public DailyReport Against(DailyReport? last) => ReportSize.Keep(ReportOrder.Compare(this, last));

    /// <summary>The report to store: JSON in UTF-8, <see cref="ReportBounds.JsonBytesMax"/> at most, as <see cref="Against"/> orders
    /// and cuts it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(ReportSize.Keep(this), ReportJson.Stored.DailyReport);

    /// <summary>Reads a stored report, of an older or newer version too: members that aren't known are
    /// ignored.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static DailyReport FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReportSize.Keep(ReportJson.Checked(JsonSerializer.Deserialize(json, ReportJson.Stored.DailyReport)));
        }
        catch (JsonException e)
        {
            throw new FormatException($"this is no stored report: {e.Message}", e);
        }
    }
}
