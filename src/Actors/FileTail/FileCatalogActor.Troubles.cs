using Dachshund.Actors.Cluster;
using Dachshund.Actors.JournalWriter;
using Dachshund.Journal.Appends;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// Inputs that match no file, files that can't be opened or read, and files that make no progress: tried again, and told when it
/// lasts. What is told goes into the journal by the catalog's own appends, past the tailers and the writer; one is out at a time.
/// </summary>
internal sealed partial class FileCatalogActor
{
    private static readonly TimeSpan s_lookCountsAtMost = TimeSpan.FromSeconds(2);

    private readonly InputTroubles _troubles;
    private IReadOnlyList<CatalogFile> _coveredBy = [];
    private HashSet<string> _covered = [];
    private string? _markersIn;
    private string? _toldIn;
    private Asked? _asked;
    private long _lookedAt;

    private void OnTrouble(FileTrouble trouble)
    {
        if (_files.GetValueOrDefault(trouble.Identity) is not { } tracked)
            return;
        if (!_troubled.ContainsKey(trouble.Identity))
            ActorsLog.FileTroubled(_log, trouble.Problem);
        var file = new CatalogFile(tracked.LastListedPath, tracked.Identity, tracked.Gauge.SizeBytes, tracked.Stamp, tracked.Inputs);
        _troubled[trouble.Identity] = new TroubledFile(file, trouble.Problem, _settings.Server.Time.GetTimestamp());
        Forget(trouble.Identity);
    }

    private bool StillTroubled(FileIdentity identity) =>
        _troubled.TryGetValue(identity, out var trouble) && _settings.Server.Time.GetElapsedTime(trouble.TriedAt) < s_troubleRetry;

    /// <summary>
    /// A file that has something to read and of which nothing is stored for long, while Redis answers. What it waits for is found
    /// out once: the text stays the same as long as the trouble does.
    /// </summary>
    private void WatchProgress()
    {
        var time = _settings.Server.Time;
        var passed = time.GetElapsedTime(_lookedAt);
        _lookedAt = time.GetTimestamp();
        // Time that nobody looked counts little: this process was suspended, or the machine is busy.
        passed = !IsRedisThere ? TimeSpan.Zero : passed < s_lookCountsAtMost ? passed : s_lookCountsAtMost;
        foreach (var tracked in _files.Values)
        {
            tracked.Progress.Look(tracked.HasWork, tracked.Gauge.Steps, passed);
            if (tracked.Progress.Still < _settings.StuckAfter)
                tracked.Stuck = null;
            else
                tracked.Stuck ??= Stuck(tracked);
        }
    }

    private bool IsRedisThere => _settings.Server.Session.LastBeatAt is not 0 and var beat
        && _settings.Server.Time.GetElapsedTime(beat) < _settings.Server.OfflineAfter;

    private string Stuck(TrackedFile tracked)
    {
        var waits = tracked.Gauge.Stage switch
        {
            TailStage.Opening => "it waits to be opened",
            TailStage.Attaching or TailStage.Starting or TailStage.Ending => "it waits for the journal's answer",
            _ => "it waits until what was read is stored",
        };
        var reason = _settings.Board.JournalWaits is { } journal ? $": {journal}" : "";
        var text = $"{tracked.Path} has unread lines and makes no progress; {waits}{reason}";
        ActorsLog.FileStuck(_log, text);
        return text;
    }

    private void Cover(IReadOnlyList<CatalogFile> files)
    {
        if (!ReferenceEquals(files, _coveredBy))
            (_coveredBy, _covered) = (files, [.. files.SelectMany(file => file.Inputs)]);
    }

    /// <summary>That one of an input's paths leads nowhere is no trouble while another one leads to a file.</summary>
    private IEnumerable<CatalogProblem> PathProblems() =>
        _settings.Catalog.Problems.Where(problem => !(problem.IsAbsence && _covered.Contains(problem.Input)));

    private IEnumerable<(string Input, string Text)> FileProblems()
    {
        var unopened = _troubled.Values.SelectMany(file => file.File.Inputs.Select(input => (input, file.Problem)));
        var unread = _files.Values.Where(file => (file.Gauge.Problem ?? file.Stuck) is not null)
            .SelectMany(file => file.Inputs.Select(input => (input, file.Gauge.Problem ?? file.Stuck ?? "")));
        return unopened.Concat(unread);
    }

    private ILookup<string, string> ProblemsByInput()
    {
        var ofPaths = PathProblems().Where(problem => problem.Input.Length > 0)
            .Select(problem => (problem.Input, Text: $"{problem.Path} {problem.Reason}"));
        return ofPaths.Concat(FileProblems()).ToLookup(problem => problem.Input, problem => problem.Text);
    }

    /// <summary>
    /// What was told is looked up in each history of Redis: it may have forgotten. Then troubles are told, each step under its
    /// input's own field: exactly once, whatever dies in between. And each input is marked, once in each history: its first start is
    /// over when all its files have their place, and from then on a file not seen before is a new one, read from its beginning. A
    /// file that doesn't start must not keep troubles from being told.
    /// </summary>
    private void AskJournal()
    {
        if (_asked is not null)
            return;
        var journal = _settings.Server.Journal;
        var now = $"{journal.DataSetId} {journal.History}";
        string[] inputs = [.. _settings.InputsFromEnd.Keys];
        if (_toldIn != now)
            Ask(new Asked(AskedFor.WhatWasTold, journal.DataSetId, now, []), [.. inputs.Select(ToLook)]);
        else if (_markersIn != now && _starting is { Count: 0 })
            Ask(new Asked(AskedFor.Marks, journal.DataSetId, now, []), [.. inputs.Select(InputMarker.ToAppend)]);
        else if (_troubles.Judge(ProblemsByInput()) is { Count: > 0 } steps)
            Ask(new Asked(AskedFor.Steps, journal.DataSetId, now, steps), [.. steps.Select(ToAppend)]);
    }

    private void Ask(Asked asked, IReadOnlyList<AppendFile> files)
    {
        _asked = asked;
        AppendAsync(_settings.Server, files, Context.Stopping).PipeTo(
            Self, success: verdicts => new InputsAppended(verdicts), failure: NotAppended);
    }

    private InputsAppended NotAppended(Exception failure)
    {
        // Whatever it is, files are read on; the next scan tries again.
        ActorsLog.InputsNotTold(_log, failure.Message);
        return new InputsAppended(null);
    }

    private void OnAppended(InputsAppended appended)
    {
        if (_asked is not { } asked)
            return;
        _asked = null;
        if (appended.Verdicts is not { } verdicts)
            return;
        string[] inputs = [.. _settings.InputsFromEnd.Keys];
        switch (asked.For)
        {
            case AskedFor.WhatWasTold:
                for (var i = 0; i < inputs.Length; i++)
                    _troubles.Stored(inputs[i], verdicts[i].Stored);
                _toldIn = asked.In;
                AskJournal();
                break;
            case AskedFor.Marks:
                _markersIn = asked.In;
                _settings.Writer.Tell(new PositionsStored(asked.DataSet, [.. inputs]), Self);
                AskJournal();
                break;
            default:
                // What could not be told is tried again by the next scan.
                for (var i = 0; i < asked.Steps.Count; i++)
                    Judge(asked.Steps[i], verdicts[i]);
                break;
        }
    }

    private void Judge(TroubleStep step, AppendVerdict verdict)
    {
        // In conflict with the very position that it was to store: it ran before, and its answer was lost.
        if (verdict.Outcome == AppendOutcome.Ok || verdict.Stored == step.After)
            _troubles.Done(step);
        else if (verdict.Outcome == AppendOutcome.Conflict)
            _troubles.Stored(step.Input, verdict.Stored);
    }

    /// <summary>The verdicts; null when not all could be asked for: away, or emptied and the session is not open again.</summary>
    private static async Task<IReadOnlyList<AppendVerdict>?> AppendAsync(
        ServerContext server, IReadOnlyList<AppendFile> files, CancellationToken ct)
    {
        var verdicts = new List<AppendVerdict>(files.Count);
        foreach (var batch in AppendLimits.Split(files))
        {
            var call = await server.Journal.AppendAsync(
                server.Identity.Partition, server.Session.Host, server.Session.Incarnation, batch, ct);
            if (call is not { IsDone: true, Value.Fenced: false })
                return null;
            verdicts.AddRange(call.Value.Verdicts);
        }

        return verdicts;
    }

    private AppendFile ToAppend(TroubleStep step) => new(
        TroubleStep.Field(step.Input), step.Expected, step.Position, CheckpointNote.None, _settings.Encoder.EncodeTrouble(step))
    {
        Urgent = true,
    };

    /// <summary>Changes nothing, and says what is stored.</summary>
    private AppendFile ToLook(string input)
    {
        var known = _troubles.PositionOf(input);
        var same = known == AppendFile.NoPosition ? AppendFile.Gone : known;
        return new AppendFile(TroubleStep.Field(input), known, same, CheckpointNote.None, []);
    }

    private enum AskedFor
    {
        WhatWasTold,
        Marks,
        Steps,
    }

    /// <summary>What the append that is out was for.</summary>
    /// <param name="For">What it was for.</param>
    /// <param name="DataSet">The data set in which it is asked.</param>
    /// <param name="In">The data set and history in which it is asked.</param>
    /// <param name="Steps">The troubles that are told.</param>
    private sealed record Asked(AskedFor For, string DataSet, string In, IReadOnlyList<TroubleStep> Steps);
}
