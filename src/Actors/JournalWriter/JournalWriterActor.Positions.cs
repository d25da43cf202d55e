using Dachshund.Actors.FileTail;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.JournalWriter;

/// <summary>
/// The hint in data-dir: what Redis has acknowledged, for a start that finds Redis emptied. A data set's hint is written only when
/// everything that the last hint knew is stored in that data set too; until then the last one stays.
/// </summary>
internal sealed partial class JournalWriterActor
{
    private static readonly TimeSpan s_keepEvery = TimeSpan.FromSeconds(3);

    private bool _moved;
    private bool _keeping;
    private string? _keepProblem;
    private long _keptAt;

    private void OnPositionsStored(PositionsStored start)
    {
        _memory.Start = start;
        _moved = true;
    }

    private bool MayKeep => _moved && !_keeping && _memory.Start?.DataSet == _memory.DataSet && !IsOtherDataSet
        && !_lines.Values.Any(line => line.Anew is not null);

    private void KeepNowAndThen()
    {
        if (_settings.Server.Time.GetElapsedTime(_keptAt) >= s_keepEvery)
            TryKeep();
    }

    private bool TryKeep()
    {
        if (!MayKeep || _memory.Start is not { } start)
            return false;
        var files = _lines.Values.Select(line => line.Stored).OfType<FileCheckpoint>().Concat(_memory.Finished.Ends).ToArray();
        var hint = files.Length <= PositionsFile.FilesMax
            ? new PositionsHint(_memory.DataSet, start.Inputs, [.. files])
            // Those left out must not look like new files, which are read from their beginning.
            : new PositionsHint(_memory.DataSet, [], [.. files.Take(PositionsFile.FilesMax)]);
        (_moved, _keeping, _keptAt) = (false, true, _settings.Server.Time.GetTimestamp());
        _settings.Positions.WriteAsync(hint, Context.Stopping).PipeTo(Self, success: problem => new PositionsKept(problem));
        return true;
    }

    private void OnPositionsKept(PositionsKept kept)
    {
        _keeping = false;
        // Tried again with the next tick, but leaving doesn't wait for a disk that fails.
        _moved |= kept.Problem is not null && _drainAsked is null;
        if (kept.Problem is { } problem && problem != _keepProblem)
            ActorsLog.PositionsNotKept(_log, _settings.Positions.Path, problem);
        _keepProblem = kept.Problem;
        GoOn();
    }

    /// <summary>The place of a file that only the hint knows; it is made anew before the file is read.</summary>
    private FileCheckpoint? TakeHinted(FileLine line) => _memory.Hinted.Remove(line.Field) ? line.Stored : null;

    /// <summary>Everything is stored: the hint is the last thing to write.</summary>
    private void EndDrain(IActorRef asker)
    {
        if (TryKeep() || _keeping)
            return;
        asker.Tell(new WriterDrained(), Self);
        _drainAsked = null;
    }
}
