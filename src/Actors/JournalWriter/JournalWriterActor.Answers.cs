using System.Globalization;
using System.Runtime.ExceptionServices;
using Dachshund.Actors.FileTail;
using Dachshund.Journal;
using Dachshund.Journal.Appends;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.JournalWriter;

/// <summary>What Redis answers, and what follows from it.</summary>
internal sealed partial class JournalWriterActor
{
    private void OnAppendEnded(AppendEnded ended)
    {
        _busy = false;
        if (!ended.Call.IsDone)
        {
            TryLater(ended.Steps, ended.Call.Reason);
            return;
        }

        var answer = ended.Call.Value;

        if (answer.Fenced)
        {
            // Emptied, or another process has the name: the heart finds out which.
            TryLater(ended.Steps, "this process has no session in Redis");
            return;
        }

        foreach (var group in answer.ExpiredGroups)
            ActorsLog.GroupExpired(_log, group);
        var full = new List<FileStep>();
        for (var i = 0; i < ended.Steps.Count; i++)
            Judge(ended.Steps[i], answer.Verdicts[i], full);
        if (full.Count > 0)
        {
            TryLater(full, "the journal is full");
            return;
        }

        _out = null;
        _delay.Reset();
        _settings.Board.JournalWaits = null;
        AttachWaiting();
        GoOn();
    }

    /// <summary>
    /// What is appended fits and is well-formed, or it would have been refused before. So Redis holds what it should not under a
    /// key of ours, and the error names it: nothing is lost by waiting until somebody has mended that.
    /// </summary>
    private void OnAppendFailed(AppendFailed failed)
    {
        if (failed.Failure is not JournalException)
            ExceptionDispatchInfo.Throw(failed.Failure);
        _busy = false;
        TryLater(failed.Steps, failed.Failure.Message);
    }

    private void Judge(FileStep step, AppendVerdict verdict, List<FileStep> full)
    {
        if (verdict.Outcome == AppendOutcome.Full)
        {
            full.Add(step);
            return;
        }

        var target = Position(step.To.Offset);
        // A step of which nothing moves (an end that is only noted) has the same position before and after: OK alone says it ran.
        var stored = verdict.Outcome == AppendOutcome.Ok || (verdict.Stored == target && step.From?.Offset != step.To.Offset);
        if (stored)
        {
            OnStored(step);
            return;
        }

        var line = step.Line;
        if (!TryReadPosition(verdict.Stored, out var position))
        {
            // Somebody else wrote it. It is named as the expected one, and so replaced.
            ActorsLog.PositionMalformed(_log, step.To.Path, line.Field);
            line.Malformed = verdict.Stored;
            Rewind(line, line.Stored?.Offset);
            return;
        }

        ActorsLog.AppendConflict(_log, step.To.Path, step.From?.Offset ?? -1, position ?? -1);
        if (position is null && step.From is { } known && IsOtherDataSet)
        {
            MakeAnew(line, known);
            return;
        }

        line.Stored = position is { } offset ? step.To with { Offset = offset, Done = false } : null;
        Rewind(line, position);
    }

    private static bool TryReadPosition(string stored, out long? position)
    {
        var isNumber = long.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        position = isNumber ? number : null;
        return isNumber || stored == AppendFile.NoPosition;
    }

    private void OnStored(FileStep step)
    {
        step.Line.Malformed = null;
        step.Line.Stored = step.To;
        _moved = true;
        if (step.To.Done)
        {
            _lines.Remove(step.Line.Field);
            _memory.Finished.Add(step.To);
        }

        // A turn that began meanwhile has its own credits.
        if (step.Turn == step.Line.Turn)
            step.Line.Tailer.Tell(new ProgressStored(step.Turn, step.To.Offset, step.Credits, step.To.Done), Self);
    }

    private void TryLater(IReadOnlyList<FileStep> steps, string reason)
    {
        _out = steps;
        _busy = true;
        _settings.Board.JournalWaits = reason;
        var delay = _delay.Next();
        if (_delay.ShouldSay(_settings.Server.Time))
            ActorsLog.AppendWaits(_log, steps.Count, reason);
        Timers.StartSingleTimer(RetryTimer, Retry.Instance, delay);
    }

    private void SendAgain()
    {
        _busy = false;
        if (_out is { } steps)
            Send(steps);
        else
            GoOn();
    }

    private void AttachWaiting()
    {
        var waiting = _attachLater.ToArray();
        _attachLater.Clear();
        foreach (var attach in waiting)
            Attach(attach);
    }

    private void ReadCheckpoints()
    {
        _busy = true;
        var server = _settings.Server;
        server.Journal.ReadCheckpointsAsync(server.Identity.Partition, server.Session.Host, Context.Stopping)
            .PipeTo(Self, success: call => new CheckpointsRead(call));
    }

    /// <summary>
    /// Redis may have gone back: every file that it stores behind us goes back too, quiet and finished ones included. In another
    /// data set nothing is stored, and the positions in memory are made anew.
    /// </summary>
    private void OnCheckpointsRead(CheckpointsRead read)
    {
        _busy = false;
        if (!read.Call.IsDone)
        {
            _busy = true;
            Timers.StartSingleTimer(RetryTimer, Retry.Instance, _delay.Next());
            return;
        }

        var stored = read.Call.Value
            .Select(StoredPlaces.ToCheckpoint).OfType<FileCheckpoint>().ToDictionary(checkpoint => checkpoint.Field);
        var other = IsOtherDataSet;
        _memory.DataSet = _settings.Server.Journal.DataSetId;
        _compare = false;
        foreach (var line in _lines.Values.ToArray())
            Compare(line, stored.GetValueOrDefault(line.Field), other);
        if (!other)
            ReopenFinished(stored);
        AttachWaiting();
        GoOn();
    }

    /// <summary>Whether the data set that acknowledged our positions is gone: Redis was emptied, or is another one.</summary>
    private bool IsOtherDataSet => _settings.Server.Journal.DataSetId != _memory.DataSet;

    /// <summary>Stores a position that was acknowledged by a data set that is gone.</summary>
    private void MakeAnew(FileLine line, FileCheckpoint known)
    {
        line.MakeAnew(++_memory.Turns, known);
        line.Tailer.Tell(new RewindFile(line.Field, line.Turn, known.Offset), Self);
    }

    private void ReopenFinished(Dictionary<string, FileCheckpoint> stored)
    {
        foreach (var finished in _memory.Finished.TakeBehind(stored))
        {
            ActorsLog.FinishedFileBehind(_log, finished.Place.Path, finished.Place.Offset);
            Context.System.EventStream.Publish(finished);
        }
    }

    private void Compare(FileLine line, FileCheckpoint? stored, bool other)
    {
        if (line.Stored is not { } known)
            return;
        if (stored is null && other)
        {
            MakeAnew(line, known);
        }
        else if (stored?.Offset != known.Offset)
        {
            line.Stored = stored is null ? null : known with { Offset = stored.Offset };
            Rewind(line, stored?.Offset);
        }
    }
}
