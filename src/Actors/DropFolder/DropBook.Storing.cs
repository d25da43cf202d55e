using Dachshund.Actors.TaskWatch;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Entries;

namespace Dachshund.Actors.DropFolder;

/// <summary>What goes to the journal, and what it answers.</summary>
internal sealed partial class DropBook
{
    /// <summary>As much of what waits as one append takes; it is on its way then. None when nothing waits.</summary>
    public IReadOnlyList<DropStep> TakeSteps()
    {
        var steps = new List<DropStep>();
        var size = 0;
        foreach (var file in _waiting.Where(file => file.Out is null && MayGo(file)).ToArray())
        {
            var step = ToStep(file, file.Waiting ?? throw new InvalidOperationException($"{file.Field} has nothing to store"));
            size += AppendLimits.SizeBytes(step.ToAppend());
            if (steps.Count > 0 && (size > AppendLimits.BytesMax || steps.Count == AppendLimits.EntriesMax))
                break;
            (file.Out, file.Waiting) = (file.Waiting, null);
            _waiting.Remove(file);
            steps.Add(step);
        }

        return steps;
    }

    /// <summary>Takes the verdict on a step; false when the journal is full and the step must be sent again.</summary>
    public bool Judge(DropStep step, AppendVerdict verdict)
    {
        if (verdict.Outcome == AppendOutcome.Full)
            return false;
        var file = step.Field == _marker.Field ? _marker : Get(step.Field);
        var change = file.Out ?? throw new InvalidOperationException($"{step.Field} has nothing on its way");
        file.Out = null;
        // In conflict with the very position that it was to store: it ran before, and its answer was lost.
        if (verdict.Outcome == AppendOutcome.Ok || verdict.Stored == step.After)
        {
            OnStored(file, step, change);
            return true;
        }

        // Redis went back, or is another one: what is to be told stays the same.
        file.Stored = verdict.Stored;
        Enqueue(file, file.Waiting is { } next ? next.After(change) : change);
        return true;
    }

    /// <summary>
    /// Takes what Redis has after it went back, was emptied or replaced. A change that it lost is told again, and says that it may
    /// have been told; in another data set the states in memory are made anew.
    /// </summary>
    public void Compare(IEnumerable<StoredCheckpoint> stored, bool isOtherDataSet)
    {
        var now = stored.ToDictionary(checkpoint => checkpoint.Field);
        foreach (var file in _files.Values.Append(_marker).Where(file => file.Stored != AppendFile.NoPosition).ToArray())
        {
            var known = file.Stored;
            var found = now.GetValueOrDefault(file.Field)?.Position ?? AppendFile.NoPosition;
            if (found == known)
                continue;
            file.Stored = found;
            if (file.Waiting is not null || file.Out is not null)
                continue;
            if (isOtherDataSet || file.OnlyNoted || file == _marker)
                Enqueue(file, new DropChange(known, null) { Gone = file.StoredGone });
            else
                file.Again = true;
        }
    }

    private void OnStored(DropFile file, DropStep step, DropChange change)
    {
        (file.Stored, file.StoredGone, file.Again) = (step.After, change.Gone, false);
        file.OnlyNoted = change.Entry is null;
        file.StoredAtMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        _startNotes.Remove(file);
        if (step.After == AppendFile.NoPosition && file.IsStill && file.Seen.Length == 0)
            _files.Remove(file.Field);
    }

    /// <summary>That the start is over is stored when all that was there is noted.</summary>
    private bool MayGo(DropFile file) => file != _marker || _startNotes.Count == 0;

    private void Enqueue(DropFile file, DropChange change)
    {
        var marked = file.Again && change.Entry is { } entry ? change with { Entry = entry with { Again = true } } : change;
        file.Waiting = marked.After(file.Waiting);
        _waiting.Add(file);
    }

    private static DropStep ToStep(DropFile file, DropChange change) => new(
        file.Field, file.Stored, change.Position,
        change.Entry is { } entry ? [JournalEntryCodec.Encode(entry)] : [])
    {
        Gone = change.Gone,
        Urgent = change.Entry?.Kind == TaskEntries.Kind,
    };
}
