using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>The reading itself: chunks out while there is credit, and what comes at the end of a file or generation.</summary>
internal sealed partial class FileTailActor
{
    /// <summary>Hot path: a chunk costs one pread and one message (budget: tail + match at ripgrep's speed).</summary>
    private async ValueTask PumpAsync(TailedFile file)
    {
        if (!_reading || _credits == 0)
            return;

        if (file.Observe().State == FileState.Truncated)
        {
            _generationOver = true;
            _reading = false;
        }

        var final = _unlisted && _quietLooks > _quietLooksMax;
        while (_reading && _credits > 0)
        {
            // A chunk never lies on both sides of the highest stored position: what is read again is marked, what is new isn't.
            var again = file.Offset < _storedHighest;
            file.StopAt = again ? _storedHighest : long.MaxValue;
            if (!file.TryReadChunk(final, out var chunk))
                break;
            _credits--;
            _quietLooks = 0;
            await SendAsync(file, chunk, again);
        }

        if (file.HasMore)
            Self.Tell(LookAtFile.Unmoved);
        else if (NothingInFlight)
            await AtRestAsync(file, final);
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

    /// <summary>Everything that the file holds is matched, and all hits are in the journal.</summary>
    private async ValueTask AtRestAsync(TailedFile file, bool final)
    {
        if (_generationOver)
        {
            await FinishGenerationAsync(file, file.Offset);
            return;
        }

        if (!_drainedSaid)
        {
            _drainedSaid = true;
            _settings.Catalog.Tell(new FileDrained(_settings.Identity, _ticket), Self);
        }

        if (final && !_doneSent)
            await SendDoneAsync(file, file.Offset);
    }

    /// <summary>
    /// The bytes of this generation are gone (truncated, rewritten): its place is stored as done, then the next generation starts
    /// at its first byte.
    /// </summary>
    private ValueTask FinishGenerationAsync(TailedFile file, long position)
    {
        ActorsLog.TailTruncated(_log, file.Path, position);
        return SendDoneAsync(file, position);
    }

    private ValueTask SendDoneAsync(TailedFile file, long position)
    {
        _doneSent = true;
        _reading = false;
        return _settings.Writer.TellAsync(
            new FileProgress(_turn, position, file.Checkpoint(position) with { Done = true }, [], 0), Self, Context.Stopping);
    }

    private async ValueTask AfterDoneAsync(TailedFile file)
    {
        if (!_generationOver)
        {
            _settings.Catalog.Tell(new FileFinished(_settings.Identity), Self);
            Context.Stop(Self);
            return;
        }

        file.BeginNextGeneration();
        _generationOver = false;
        _storedHighest = -1;
        await AttachAsync(file);
    }

    /// <summary>
    /// A chunk that the matcher failed on is read again from the last stored position; after the third time it goes by unmatched,
    /// as a record of lost bytes.
    /// </summary>
    private ValueTask OnChunkFailedAsync(ChunkFailed failed)
    {
        if (failed.Turn != _turn || _file is not { } file)
            return default;

        _failures.Note(failed.Start, failed.End, failed.Reason);
        ActorsLog.ChunkFailed(_log, file.Path, failed.Start, failed.End, failed.Reason);
        return AttachAsync(file);
    }
}
