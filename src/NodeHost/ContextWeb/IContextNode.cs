using Dachshund.Actors.TaskWatch;
using Dachshund.Journal;
using Dachshund.Journal.CheckIns;
using Dachshund.Journal.Samples;
using Dachshund.Tailing;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>What the page asks of the node that it is part of. Thread-safe.</summary>
internal interface IContextNode
{
    /// <summary>Whether the node's actors come to their messages; a node that is starting counts as alive.</summary>
    bool IsAlive { get; }

    /// <summary>Whether the node does its work: its files have their positions, and Redis answers.</summary>
    Task<bool> IsReadyAsync(CancellationToken ct);

    /// <summary>A link names a key that isn't trusted: looks whether it is known by now.</summary>
    Task LookAtKeysAsync(CancellationToken ct);

    /// <summary>What is stored of a file; done with null when nothing is.</summary>
    /// <param name="field">The file's generation.</param>
    /// <param name="offset">Where the line begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    Task<Call<SoughtFile?>> FindFileAsync(string field, long offset, int length, CancellationToken ct);

    /// <summary>The sample that was kept of a line, for when its file is gone; done with null when there is none.</summary>
    /// <param name="field">The file's generation.</param>
    /// <param name="offset">Where the line began, in bytes.</param>
    /// <param name="length">How long it was, in bytes.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    Task<Call<KeptSample?>> FindSampleAsync(string field, long offset, int length, CancellationToken ct);

    /// <summary>The report of a day; done with null when there is none.</summary>
    /// <param name="day">The day.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    Task<Call<DailyReport?>> FindReportAsync(DateOnly day, CancellationToken ct);

    /// <summary>Appends a sign of life of a task.</summary>
    /// <param name="checkIn">What it says.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    Task<Call<CheckInOutcome>> CheckInAsync(TaskCheckIn checkIn, CancellationToken ct);
}
