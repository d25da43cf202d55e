using Dachshund.Journal.Appends;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>Inputs that match no file, and files that can't be opened: tried again, and told when it lasts.</summary>
internal sealed partial class FileCatalogActor
{
    private IReadOnlyList<CatalogFile> _coveredBy = [];
    private HashSet<string> _covered = [];

    private void OnTrouble(FileTrouble trouble)
    {
        if (!_troubled.ContainsKey(trouble.Identity))
            ActorsLog.FileTroubled(_log, trouble.Problem);
        _troubled[trouble.Identity] = new TroubledFile(
            trouble.Problem, _settings.Catalog.InputsMatching(trouble.Path), _settings.Server.Time.GetTimestamp());
        Forget(trouble.Identity);
    }

    private bool StillTroubled(FileIdentity identity) =>
        _troubled.TryGetValue(identity, out var trouble) && _settings.Server.Time.GetElapsedTime(trouble.TriedAt) < s_troubleRetry;

    /// <summary>Each step is stored under its input's own field: told exactly once, whatever dies in between.</summary>
    private async ValueTask TellTroublesAsync()
    {
        // What was told is looked up again in each history of Redis, with the inputs' marks.
        if (_markersIn is null)
            return;
        var steps = _troubles.Judge(ProblemsByInput());
        if (steps.Count == 0)
            return;
        if (await AppendAsync([.. steps.Select(ToAppend)]) is not { } verdicts)
            return;
        for (var i = 0; i < steps.Count; i++)
            Judge(steps[i], verdicts[i]);
    }

    private void Judge(TroubleStep step, AppendVerdict verdict)
    {
        // In conflict with the very position that it was to store: it ran before, and its answer was lost.
        if (verdict.Outcome == AppendOutcome.Ok || verdict.Stored == step.After)
            _troubles.Done(step);
        else if (verdict.Outcome == AppendOutcome.Conflict)
            _troubles.Stored(step.Input, verdict.Stored);
    }

    private void Cover(IReadOnlyList<CatalogFile> files)
    {
        if (!ReferenceEquals(files, _coveredBy))
            (_coveredBy, _covered) = (files, [.. files.SelectMany(file => file.Inputs)]);
    }

    /// <summary>That one of an input's paths leads nowhere is no trouble while another one leads to a file.</summary>
    private IEnumerable<CatalogProblem> PathProblems() =>
        _settings.Catalog.Problems.Where(problem => !(problem.IsAbsence && _covered.Contains(problem.Input)));

    private ILookup<string, string> ProblemsByInput()
    {
        var ofPaths = PathProblems().Where(problem => problem.Input.Length > 0)
            .Select(problem => (problem.Input, Text: $"{problem.Path} {problem.Reason}"));
        var ofFiles = _troubled.Values.SelectMany(file => file.Inputs.Select(input => (Input: input, Text: file.Problem)));
        return ofPaths.Concat(ofFiles).ToLookup(problem => problem.Input, problem => problem.Text);
    }

    /// <summary>The verdicts; null when not all could be asked for: away, or emptied and the session is not open again.</summary>
    private async ValueTask<IReadOnlyList<AppendVerdict>?> AppendAsync(IReadOnlyList<AppendFile> files)
    {
        var server = _settings.Server;
        var verdicts = new List<AppendVerdict>(files.Count);
        foreach (var batch in AppendLimits.Split(files))
        {
            var call = await server.Journal.AppendAsync(
                server.Identity.Partition, server.Session.Host, server.Session.Incarnation, batch, Context.Stopping);
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
}
