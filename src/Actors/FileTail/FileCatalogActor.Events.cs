using System.Collections.Immutable;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>What tailers report, what the kernel hints, and what was rotated away while nobody looked.</summary>
internal sealed partial class FileCatalogActor
{
    /// <summary>One hint at a time: while it is on its way and handled, the kernel merges what happens meanwhile.</summary>
    private void ListenToHints() =>
        _settings.Watcher.WaitAsync(Context.Stopping).AsTask().PipeTo(
            Self, success: hint => new Hinted(hint),
            failure: error => error is OperationCanceledException ? HintsEnded.Instance : new Status.Failure(error));

    private void OnHint(Hinted hinted)
    {
        // A hint about a file that has a tailer goes straight to it; everything else is a reason to look at the folders.
        var tracked = hinted.Hint.Change == WatchChange.Written
            ? _files.Values.FirstOrDefault(file =>
                file.Gauge.Listed && (file.Path == hinted.Hint.Path || file.TargetPath == hinted.Hint.Path))
            : null;
        if (tracked is not null)
            tracked.Tailer.Tell(LookAtFile.Instance, Self);
        else
            Scan();
        ListenToHints();
    }

    private void OnStartStored(StartStored started)
    {
        _troubled.Remove(started.Identity);
        if (_starting?.Remove(started.Identity) == true)
            AskJournal();
    }

    private void OnDrained(FileDrained drained)
    {
        if (!_files.TryGetValue(drained.Identity, out var tracked))
            return;
        _catchingUp?.Remove(drained.Identity);
        if (drained.Ticket != tracked.Gauge.Ticket)
            return;
        tracked.Drained = true;
        ReleaseSuccessorsOf(drained.Identity);
    }

    private void ReleaseSuccessorsOf(FileIdentity predecessor)
    {
        foreach (var successor in _files.Values.Where(file => file.WaitsFor == predecessor))
        {
            successor.WaitsFor = null;
            successor.Gauge.Held = false;
            successor.Tailer.Tell(LookAtFile.Instance, Self);
        }
    }

    private void OnWriterStarted(WriterStarted started)
    {
        foreach (var tracked in _files.Values)
            tracked.Tailer.Tell(started, Self);
    }

    /// <summary>A file has no tailer any more.</summary>
    private void Forget(FileIdentity identity)
    {
        // Its inode may be given to another file: that one is told apart by the head, and gets the next generation.
        if (_files.Remove(identity, out var tracked) && tracked.Gauge.Checkpoint is { } last)
        {
            _checkpoints.RemoveAll(known => known.Field == last.Field);
            _checkpoints.Add(last);
        }

        _starting?.Remove(identity);
        _catchingUp?.Remove(identity);
        ReleaseSuccessorsOf(identity);
        if (_reopenLater.Remove(identity, out var reopen))
            Reopen(reopen);
    }

    private void Say(IReadOnlyList<CatalogProblem> problems)
    {
        foreach (var problem in problems.Where(problem => _problemsSaid.Add($"{problem.Path}: {problem.Reason}")))
            ActorsLog.PathTroubled(_log, problem.Path, problem.Reason, problem.Remedy);
    }

    /// <summary>Files that were read when the node stopped, aren't finished, and have another name now.</summary>
    private void OpenRotatedAway()
    {
        var listed = _settings.Catalog.Scan().Select(file => file.Identity.Inode).ToHashSet();
        foreach (var known in _checkpoints.Where(known => !known.Done && !listed.Contains(known.Identity.Inode)).ToArray())
            OpenElsewhere(known);
    }

    private void OnReopen(ReopenFile reopen)
    {
        if (!_files.TryGetValue(reopen.Place.Identity, out var tracked))
            Reopen(reopen);
        else if (tracked.Gauge.Checkpoint?.Field == reopen.Place.Field)
            _reopenLater[reopen.Place.Identity] = reopen; // Its tailer is about to say that it has ended.
        else
            Record(new LostBytes(reopen.Place, reopen.Place.Offset, reopen.End, LostBytes.WentBack) { Again = true });
    }

    private void Reopen(ReopenFile reopen)
    {
        if (OpenElsewhere(reopen.Place).IsGone)
            Record(new LostBytes(reopen.Place, reopen.Place.Offset, reopen.End, LostBytes.WentBack) { Again = true });
    }

    /// <summary>Looks for a file under another name than it had, and reads on there.</summary>
    private FileSighting OpenElsewhere(FileCheckpoint known)
    {
        if (known.Path.Length == 0 || _settings.Catalog.InputsMatching(known.Path) is not { IsEmpty: false } inputs)
            return default;
        var sighting = FileLocator.Look(known.Identity, known.Head, known.Path);
        if (sighting.Path is not { } path)
        {
            ActorsLog.FileGone(_log, known.Path, known.Offset);
            return sighting;
        }

        OpenAt(path, new CatalogFile(known.Path, known.Identity, known.Offset, 0, inputs), known);
        return sighting;
    }

    /// <summary>A file that couldn't be opened and has another name now, or none.</summary>
    private void OpenRenamed(FileIdentity identity, TroubledFile troubled)
    {
        if (StillTroubled(identity))
            return;
        var resume = FileCheckpoint.ChooseFor(identity, _checkpoints);
        var sighting = FileLocator.Look(identity, resume?.Head ?? FileHead.Empty, troubled.File.Path);
        if (sighting.Path is { } path)
            OpenAt(path, troubled.File, resume);
        else if (sighting.IsGone)
            GiveUp(troubled.File, resume);
    }

    /// <summary>Reads a file that no configured path leads to any more.</summary>
    private void OpenAt(string path, CatalogFile file, FileCheckpoint? resume)
    {
        _troubled.Remove(file.Identity);
        if (_files.ContainsKey(file.Identity))
            return;
        Start(file with { Path = path }, resume, isListed: false);
        var tracked = _files[file.Identity];
        tracked.LastListedPath = file.Path;
        Drain(tracked);
    }

    /// <summary>A file was seen, and is gone before its tailer could open it.</summary>
    private void OnGone(FileGone gone)
    {
        if (_files.GetValueOrDefault(gone.Identity) is not { } tracked)
            return;
        var resume = tracked.Gauge.Checkpoint ?? FileCheckpoint.ChooseFor(gone.Identity, _checkpoints);
        var file = new CatalogFile(tracked.LastListedPath, gone.Identity, tracked.Gauge.SizeBytes, tracked.Stamp, tracked.Inputs);
        GiveUp(file, resume);
    }

    private void GiveUp(CatalogFile file, FileCheckpoint? resume)
    {
        var fromEnd = FromEnd(file);
        _troubled.Remove(file.Identity);
        Forget(file.Identity);
        var place = resume ?? new FileCheckpoint(file.Identity, 0, fromEnd ? file.SizeBytes : 0, FileHead.Empty, file.Path, Done: false);
        if (!place.Done && place.Offset < file.SizeBytes)
            Record(new LostBytes(place, place.Offset, file.SizeBytes, LostBytes.Gone));
    }

    private void Record(LostBytes lost)
    {
        ActorsLog.BytesLost(_log, lost.File.Path, lost.Start, lost.End, lost.Reason);
        // Its inode may be given to another file, which must not go on behind these bytes.
        _checkpoints.RemoveAll(known => known.Field == lost.File.Field);
        _checkpoints.Add(lost.File with { Offset = lost.End, Done = true });
        var (encoder, writer) = (_settings.Encoder, _settings.Writer);
        Context.ActorOf(Props.Create(() => new LostFileActor(lost, encoder, writer)), $"lost-{NameOf(lost.File.Identity)}");
    }

    /// <summary>
    /// Redis is emptied, or another: where this node was is known from the hint that it kept. What Redis has all the same is
    /// newer. A file that neither knows came while the node was away.
    /// </summary>
    private void TakeHint()
    {
        var hint = _settings.Positions.Read(out var problem);
        if (problem is not null)
            ActorsLog.PositionsUnreadable(_log, _settings.Positions.Path, problem);
        if (hint is null || hint.DataSet == _settings.Server.Journal.DataSetId)
            return;
        var stored = _checkpoints.Select(known => known.Field).ToHashSet();
        var missing = hint.Files.Where(place => !stored.Contains(place.Field)).ToArray();
        ActorsLog.RedisWasEmptied(_log, missing.Length);
        _checkpoints.AddRange(missing);
        _inputsKnown.UnionWith(hint.Inputs);
        _settings.Writer.Tell(new PlacesHinted([.. missing.Select(place => place.Field)]), Self);
    }

    private TailingStatus Status() => new(
        _markersIn is not null,
        _catchingUp is { Count: 0 },
        [.. _files.Values.Select(file => file.Gauge.Read()).OrderBy(file => file.Path, StringComparer.Ordinal)],
        Problems());

    private ImmutableArray<string> Problems() =>
    [
        .. PathProblems().Select(problem => $"{problem.Path}: {problem.Reason}").Distinct(),
        .. FileProblems().Select(problem => problem.Text),
    ];
}
