using Dachshund.Actors.TaskWatch;
using Dachshund.Journal;
using Dachshund.Journal.CheckIns;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.TaskRuns;

/// <summary>Brings the signs of life of one run to the journal. The run itself never waits for Redis.</summary>
internal sealed class TaskReporter(
    JournalOptions options, string host, string task, IReadOnlyDictionary<string, string> labels) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly string _run = Guid.CreateVersion7().ToString("N");
    private readonly SemaphoreSlim _one = new(1, 1);
    private JournalClient? _journal;

    /// <summary>Stores one sign; what an earlier one of this reporter waits for comes first. Tries for a minute.</summary>
    /// <param name="word">One of <see cref="TaskEntries"/>' words.</param>
    /// <param name="detail">What it has to say.</param>
    /// <param name="ct">Ends the tries.</param>
    /// <returns>Why it isn't stored; null when it is.</returns>
    public async Task<string?> StoreAsync(string word, string detail, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(s_patience);
        var checkIn = new TaskCheckIn(host, task, word) { Source = "run", Detail = detail, Labels = labels };
        var entry = TaskEntries.Encode(checkIn, TimeProvider.System.GetUtcNow());
        var problem = "Redis does not answer";
        try
        {
            await _one.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return problem;
        }

        try
        {
            while (await TryAsync(word, entry, patience.Token) is { } reason)
            {
                problem = reason;
                await Task.Delay(s_pause, TimeProvider.System, patience.Token);
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return problem;
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        if (_journal is not null)
            await _journal.DisposeAsync();
    }

    private async Task<string?> TryAsync(string word, ReadOnlyMemory<byte> entry, CancellationToken ct)
    {
        try
        {
            _journal ??= await JournalClient.ConnectAsync(
                options, new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), ct);
            var call = await _journal.CheckInAsync(host, $"task:{task}:{_run}:{word}", entry, ct);
            if (!call.IsDone)
                return call.Reason;
            return call.Value == CheckInOutcome.Full ? "the journal is full" : null;
        }
        catch (JournalException e)
        {
            return e.Message;
        }
    }
}
