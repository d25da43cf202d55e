using Dachshund.Kernel;

namespace Dachshund.Actors.DropFolder;

/// <summary>What goes to the journal, and what it answers.</summary>
internal sealed partial class DropFolderActor
{
    /// <summary>Whether Redis is another than the one that was read: it went back, was emptied, or replaced.</summary>
    private bool IsOtherRedis => _opened && _readIn != RedisNow;

    private string RedisNow => $"{_settings.Server.Journal.DataSetId} {_settings.Server.Journal.History}";

    private void ReadStored()
    {
        _busy = true;
        var server = _settings.Server;
        var (dataSet, history) = (server.Journal.DataSetId, server.Journal.History);
        server.Journal.ReadCheckpointsAsync(server.Identity.Partition, server.Session.Host, Context.Stopping)
            .PipeTo(Self, success: call => new DropsRead(dataSet, history, call), failure: failure => new DropsFailed([], failure));
    }

    private void OnRead(DropsRead read)
    {
        var now = $"{read.DataSet} {read.History}";
        if (!read.Call.IsDone || now != RedisNow)
        {
            Timers.StartSingleTimer(nameof(OpenDropFolder), OpenDropFolder.Instance, _delay.Next());
            return;
        }

        _busy = false;
        _delay.Reset();
        var isOther = _opened && !_readIn.StartsWith(read.DataSet + " ", StringComparison.Ordinal);
        _readIn = now;
        if (_opened)
        {
            _book.Compare(read.Call.Value, isOther);
            Scan();
            return;
        }

        _book.Load(read.Call.Value);
        Begin();
    }

    private void Send(IReadOnlyList<DropStep> steps)
    {
        _busy = true;
        var server = _settings.Server;
        server.Journal.AppendAsync(
                server.Identity.Partition, server.Session.Host, server.Session.Incarnation,
                [.. steps.Select(step => step.ToAppend())], Context.Stopping)
            .PipeTo(Self, success: call => new DropsAppended(steps, call), failure: failure => new DropsFailed(steps, failure));
    }

    private void OnAppended(DropsAppended appended)
    {
        if (!appended.Call.IsDone || appended.Call.Value.Fenced)
        {
            // Emptied, or another process has the name: the heart finds out which.
            TryLater(appended.Steps, appended.Call.IsDone ? "this process has no session in Redis" : appended.Call.Reason);
            return;
        }

        foreach (var group in appended.Call.Value.ExpiredGroups)
            ActorsLog.GroupExpired(_log, group);
        var full = appended.Steps
            .Where((step, index) => !_book.Judge(step, appended.Call.Value.Verdicts[index])).ToArray();
        if (full.Length > 0)
        {
            TryLater(full, "the journal is full");
            return;
        }

        _busy = false;
        _delay.Reset();
        Show();
        GoOn();
    }

    /// <summary>A defect, or something in Redis that isn't ours: whatever it is, no file waits for ever without a word.</summary>
    private void OnFailed(DropsFailed failed)
    {
        if (failed.Steps.Count > 0)
        {
            TryLater(failed.Steps, failed.Failure.Message);
            return;
        }

        if (_delay.ShouldSay(_settings.Server.Time))
            ActorsLog.DropsWait(_log, _tree.Root, _book.Count, failed.Failure.Message);
        Timers.StartSingleTimer(nameof(OpenDropFolder), OpenDropFolder.Instance, _delay.Next());
    }

    private void TryLater(IReadOnlyList<DropStep> steps, string reason)
    {
        if (_delay.ShouldSay(_settings.Server.Time))
            ActorsLog.DropsWait(_log, _tree.Root, steps.Count, reason);
        Timers.StartSingleTimer(nameof(SendAgain), new SendAgain(steps), _delay.Next());
    }
}
