using Dachshund.Actors.DailyReport;
using Dachshund.Actors.Node;
using Dachshund.Actors.TaskWatch;
using Dachshund.Journal;
using Dachshund.Journal.CheckIns;
using Dachshund.Journal.Samples;
using Dachshund.Tailing;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>The node's actors, as the page asks them; they come after the page, whose port they publish.</summary>
internal sealed class ContextNode(Func<NodeActors?> actors, Func<JournalClient?> journal, TimeProvider time) : IContextNode
{
    private const string Starting = "the node is starting";
    private static readonly TimeSpan s_answerHolds = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<bool>? _readiness;
    private long _askedAt;

    public bool IsAlive => actors() is not { } started || started.IsAlive;

    /// <summary>Whoever asks often makes no work: one answer serves for a second.</summary>
    public Task<bool> IsReadyAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_readiness is not { IsCompleted: false } && (_readiness is null || time.GetElapsedTime(_askedAt) >= s_answerHolds))
                (_readiness, _askedAt) = (AskAsync(), time.GetTimestamp());
            return _readiness.WaitAsync(ct);
        }
    }

    public Task LookAtKeysAsync(CancellationToken ct) => actors()?.LookAtKeysAsync(ct) ?? Task.CompletedTask;

    public Task<Call<SoughtFile?>> FindFileAsync(string field, long offset, int length, CancellationToken ct) =>
        actors()?.FindFileAsync(field, offset, length, ct) ?? Task.FromResult(Calls.Refused<SoughtFile?>(Starting));

    public Task<Call<KeptSample?>> FindSampleAsync(string field, long offset, int length, CancellationToken ct) =>
        actors()?.FindSampleAsync(field, offset, length, ct) ?? Task.FromResult(Calls.Refused<KeptSample?>(Starting));

    public Task<Call<DailyReport?>> FindReportAsync(DateOnly day, CancellationToken ct) =>
        journal() is { } open ? ReportReader.ReadAsync(open, day, ct) : Task.FromResult(Calls.Refused<DailyReport?>(Starting));

    public Task<Call<CheckInOutcome>> CheckInAsync(TaskCheckIn checkIn, CancellationToken ct) =>
        journal() is { } open
            ? open.CheckInAsync(
                checkIn.Host, $"task:{checkIn.Task}:{Guid.NewGuid():N}:{checkIn.Word}", TaskEntries.Encode(checkIn, time.GetUtcNow()), ct)
            : Task.FromResult(Calls.Refused<CheckInOutcome>(Starting));

    private async Task<bool> AskAsync() =>
        journal() is { IsConnected: true } && actors() is { } started
        && await started.TailingAsync(CancellationToken.None) is { Started: true };
}
