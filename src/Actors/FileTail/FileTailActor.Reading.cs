using System.Collections.Immutable;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>The reading itself: chunks out while there is credit, and what comes at the end of a file or generation.</summary>
internal sealed partial class FileTailActor
{
    private const string LookTimer = nameof(LookAtFile);

    /// <summary>Goes on from whatever stage there is, as far as it can now.</summary>
    private async ValueTask GoOnAsync()
    {
        if (_file is not { } file)
            return;
        if (Stage == TailStage.Held && _gauge.Held)
            LookAtHeld(file);
        else if (Stage is TailStage.Held or TailStage.Reading)
            await ReadAsync(file);
        if (Stage == TailStage.Over && NothingInFlight)
            await EndAsync(file);
    }

    /// <summary>Hot path: a chunk costs one pread and one message (budget: tail + match at ripgrep's speed).</summary>
    private async ValueTask ReadAsync(TailedFile file)
    {
        Stage = TailStage.Reading;
        var look = file.Observe();
        if (look.State == FileState.Truncated)
        {
            LeaveContent(file);
            return;
        }

        NoteSize(look);
        var final = IsQuietForGood();
        var isAtEnd = false;
        while (look.State != FileState.Failed && _credits > 0 && !isAtEnd)
        {
            // A chunk never lies on both sides of the highest stored position: what is read again is marked, what is new isn't.
            var again = file.Offset < _storedHighest;
            file.StopAt = again ? _storedHighest : long.MaxValue;
            isAtEnd = !file.TryReadChunk(final, out var chunk);
            if (chunk is null)
                break;
            _credits--;
            _quiet = TimeSpan.Zero;
            await SendAsync(file, chunk, again);
        }

        _gauge.Problem = file.Problem is { } problem ? $"{file.Path} {problem}" : null;
        if (_gauge.Problem is not null)
            LookAgainLater();
        else if (file.IsRewritten || (isAtEnd && file.HasMore))
            LookAgainAtOnce();
        else if (isAtEnd && NothingInFlight)
            Rest(file, look, final);
    }

    /// <summary>
    /// Whether no configured path leads to the file, and nothing was written to it for long. That begins anew when its path changes;
    /// time in which nobody looked, because the process was suspended, counts little.
    /// </summary>
    private bool IsQuietForGood()
    {
        var passed = _settings.Time.GetElapsedTime(_lookedAt);
        _lookedAt = _settings.Time.GetTimestamp();
        var most = 2 * _settings.Options.Poll;
        _quiet = _ticketSeen == _gauge.Ticket ? _quiet + (passed < most ? passed : most) : TimeSpan.Zero;
        _ticketSeen = _gauge.Ticket;
        return !_gauge.Listed && _quiet >= _settings.FinishAfterQuiet;
    }

    private ValueTask SendAsync(TailedFile file, TailChunk chunk, bool again)
    {
        var message = new MatchChunk(Self, _turn, file.Checkpoint(chunk.End), _settings.Rules, chunk)
        {
            Again = again,
            LostBecause = _failures.GivenUp(chunk.Start, chunk.End),
        };
        return _settings.Matchers.TellAsync(message, Self, Context.Stopping);
    }

    private void LookAgainAtOnce()
    {
        _gauge.Step();
        Self.Tell(LookAtFile.Instance);
    }

    private void LookAgainLater() => Timers.StartSingleTimer(LookTimer, LookAtFile.Instance, _settings.Options.Poll);

    /// <summary>Everything that the file holds is matched, and all hits are in the journal.</summary>
    private void Rest(TailedFile file, FileObservation look, bool final)
    {
        _gauge.Settle(look.Stamp);
        var ticket = _gauge.Ticket;
        if (_ticketSaid != ticket)
        {
            _ticketSaid = ticket;
            _settings.Catalog.Tell(new FileDrained(_settings.Identity, ticket), Self);
        }

        if (final)
            (Stage, _end) = (TailStage.Over, file.Offset);
        else if (!_gauge.Listed)
            LookAgainLater(); // The catalog looks at listed files only.
    }

    private void LookAtHeld(TailedFile file)
    {
        var look = file.Observe();
        if (look.State == FileState.Truncated)
            LeaveContent(file);
        else
            NoteSize(look);
    }

    private void NoteSize(FileObservation look)
    {
        if (look.State is not (FileState.Failed or FileState.Truncated))
            _sizeSeen = Math.Max(_sizeSeen, look.SizeBytes);
    }

    /// <summary>The bytes of this generation are gone (truncated, rewritten): nothing more is read of it.</summary>
    private void LeaveContent(TailedFile file)
    {
        (Stage, _contentGone) = (TailStage.Over, true);
        (_end, _seenTo) = (file.Offset, file.SeenTo);
    }

    /// <summary>
    /// The place of this generation is stored as done. Whole lines of it that were there and can't be read any more go by as a
    /// record of lost bytes; a half line that was looked at is none yet.
    /// </summary>
    private ValueTask EndAsync(TailedFile file)
    {
        Stage = TailStage.Ending;
        if (!_contentGone)
            return StoreEndAsync(file, _end, []);
        ActorsLog.TailTruncated(_log, file.Path, _end);
        var size = Math.Max(_sizeSeen, file.Offset);
        if (_seenTo >= size)
            return StoreEndAsync(file, _end, []);
        var lost = new LostBytes(file.Checkpoint(size), _end, size, LostBytes.Rewritten);
        ActorsLog.BytesLost(_log, file.Path, _end, size, lost.Reason);
        return StoreEndAsync(file, size, _settings.Encoder.EncodeLost(lost));
    }

    private ValueTask StoreEndAsync(TailedFile file, long to, ImmutableArray<ReadOnlyMemory<byte>> entries) =>
        _settings.Writer.TellAsync(
            new FileProgress(_turn, _end, file.Checkpoint(to) with { Done = true }, entries, 0), Self, Context.Stopping);

    private ValueTask AfterEndAsync(TailedFile file)
    {
        if (_contentGone)
        {
            file.BeginNextGeneration();
            (_contentGone, _storedHighest, _sizeSeen) = (false, -1, 0);
            return AttachAsync();
        }

        // Written to after all, while its end was on its way.
        if (file.Observe().State is FileState.Grown or FileState.Truncated)
        {
            _quiet = TimeSpan.Zero;
            return AttachAsync();
        }

        return StopSaying(new FileFinished(_settings.Identity));
    }
}
