using System.Collections.Immutable;
using Dachshund.Actors.JournalWriter;
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

    private async ValueTask OnHintAsync(Hinted hinted)
    {
        // A hint about a file that has a tailer goes straight to it; everything else is a reason to look at the folders.
        var tracked = hinted.Hint.Change == WatchChange.Written
            ? _files.Values.FirstOrDefault(file => file.Path == hinted.Hint.Path || file.TargetPath == hinted.Hint.Path)
            : null;
        if (tracked is not null)
            tracked.Tailer.Tell(LookAtFile.Unmoved, Self);
        else
            await ScanAsync();
        ListenToHints();
    }

    private async ValueTask OnStartStoredAsync(StartStored started)
    {
        _troubled.Remove(started.Identity);
        if (_starting?.Remove(started.Identity) == true)
            await StoreMarkersAsync();
    }

    private void OnDrained(FileDrained drained)
    {
        if (!_files.TryGetValue(drained.Identity, out var tracked))
            return;
        _catchingUp?.Remove(drained.Identity);
        if (drained.Ticket != tracked.Ticket)
            return;
        tracked.Drained = true;
        StartSuccessorsOf(drained.Identity);
    }

    private void StartSuccessorsOf(FileIdentity predecessor)
    {
        foreach (var (identity, successor) in _successors.Where(entry => entry.Value.Predecessor == predecessor).ToArray())
        {
            _successors.Remove(identity);
            Start(successor.File, unlisted: false, FileCheckpoint.ChooseFor(identity, _checkpoints));
        }
    }

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
        StartSuccessorsOf(identity);
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
        if (!_files.ContainsKey(reopen.Checkpoint.Identity))
            OpenElsewhere(reopen.Checkpoint);
    }

    private void OpenElsewhere(FileCheckpoint known)
    {
        if (known.Path.Length == 0 || _settings.Catalog.InputsMatching(known.Path) is not { IsEmpty: false } inputs)
            return;
        if (FileLocator.Find(known.Identity, known.Head, known.Path) is not { } path)
        {
            ActorsLog.FileGone(_log, known.Path, known.Offset);
            return;
        }

        Start(new CatalogFile(path, known.Identity, known.Offset, 0, inputs), unlisted: true, known);
        if (_files.TryGetValue(known.Identity, out var tracked))
        {
            tracked.LastListedPath = known.Path;
            Drain(tracked);
        }
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

    /// <summary>
    /// Notes for each input that its first start is over: from then on a file not seen before is a new file, read from its
    /// beginning. Noted once in each data set, and again after Redis went back: it may have forgotten.
    /// </summary>
    private async ValueTask StoreMarkersAsync()
    {
        var server = _settings.Server;
        var (dataSet, history) = (server.Journal.DataSetId, server.Journal.History);
        if (_markersIn == $"{dataSet} {history}" || _starting is not { Count: 0 })
            return;
        string[] inputs = [.. _settings.InputsFromEnd.Keys];
        if (await AppendAsync([.. inputs.Select(InputMarker.ToAppend), .. inputs.Select(ToLook)]) is not { } verdicts)
            return;
        for (var i = 0; i < inputs.Length; i++)
            _troubles.Stored(inputs[i], verdicts[inputs.Length + i].Stored);
        _markersIn = $"{dataSet} {history}";
        _settings.Writer.Tell(new PositionsStored(dataSet, [.. inputs]), Self);
    }

    private TailingStatus Status() => new(
        _markersIn is not null,
        _catchingUp is { Count: 0 },
        [.. _files.Values.Select(file => file.Gauge.Read()).OrderBy(file => file.Path, StringComparer.Ordinal)],
        Problems());

    private ImmutableArray<string> Problems() =>
    [
        .. PathProblems().Select(problem => $"{problem.Path}: {problem.Reason}").Distinct(),
        .. _troubled.Values.Select(trouble => trouble.Problem),
    ];
}
