using System.Globalization;
using Dachshund.Tasks.Reports.Storing;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>Puts a report into words, section by section, the worst first.</summary>
internal sealed class OutlineWriter
{
    private readonly DailyReport _report;
    private readonly ReportLanguage _language;
    private readonly Phrases _words;
    private readonly TimeText _times;

    private OutlineWriter(DailyReport report, ReportLanguage language) =>
        (_report, _language, _words, _times) = (report, language, new Phrases(language), new TimeText(report));

    /// <summary>The outline of a report, within bounds whatever the report is.</summary>
    public static Outline Of(DailyReport report, ReportLanguage language) =>
        new OutlineWriter(ReportSize.Keep(report), language).Write();

    private Outline Write() => new()
    {
        Name = _words.Name(_report.IsDraft, _report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Headline = Sentence(Headline.Of(_report, _language, int.MaxValue)),
        IsWell = _report.IsAllWell,
        DraftNote = _report.IsDraft ? _words.DraftNote : "",
        Totals = new TotalsWriter(_report, _words).Write(),
        Sections = [.. new[] { Devices(), Tasks(), Problems(), Losses(), Channels(), Removals(), Warnings() }
            .Where(section => section.Rows.Length > 0 || section.Note.Length > 0)],
        Quiet = Sentence(string.Join(_words.Comma, Nothing())),
        Footer = _words.Footer(_times.Full(_report.Since), _times.Full(_report.Until), _times.Zone),
    };

    private IEnumerable<string> Nothing()
    {
        if (_report.Totals.Devices == 0)
            yield return _words.NoDevices;
        if (_report.Totals.Problems == 0)
            yield return _words.NoProblems;
        if (_report.Losses.Length + _report.LossesLeftOut == 0)
            yield return _words.NoLosses;
        if (_report.Removals.Length + _report.RemovalsLeftOut == 0)
            yield return _words.NoRemovals;
    }

    private OutlineSection Devices()
    {
        var rows = _report.Devices.Select(device => new OutlineRow(_words.Of(device.State), ToneOf(device.State), device.Host)
        {
            Place = device.Ssh,
            IsSsh = true,
            Facts = [.. Facts(
                device.LastSeen is { } seen ? _words.LastSeen(_times.Of(seen)) : _words.NeverSeen,
                device.Errors > 0 ? _words.Errors(device.Errors) : "",
                device.IsNew ? _words.IsNew : device.HasChanged && device.Before is { } before ? _words.Was(_words.Of(before)) : "")],
            Detail = device.Detail,
            IsTold = device.State != DeviceState.Ok,
            IsFolded = device.State == DeviceState.Ok,
        });
        var ok = _report.Devices.Count(device => device.State == DeviceState.Ok);
        return new OutlineSection(_words.Devices, [.. rows])
        {
            FoldedTitle = ok > 0 ? $"{_words.Of(DeviceState.Ok)} {Phrases.Number(ok)}" : "",
            ToldMax = ReportSummary.LinesMax,
            ToldLeftOut = _report.NotListed.DevicesLost + _report.NotListed.DevicesError,
            Note = NotListed(TotalsWriter.OfDevices(_report.NotListed, _words)),
        };
    }

    private OutlineSection Tasks()
    {
        var rows = _report.Tasks.Select(task => new OutlineRow(_words.Of(task.State), ToneOf(task.State), task.Name)
        {
            Place = task.Host,
            Facts = [.. Facts(
                task.LastSign is { } sign ? _words.LastSign(_times.Of(sign)) : _words.NoSign,
                task.HasChanged && task.Before is { } before ? _words.Was(_words.Of(before)) : "")],
            Detail = task.Detail,
            IsTold = !IsFolded(task),
            IsFolded = IsFolded(task),
        }).ToArray();
        var states = _report.Tasks.Where(IsFolded).CountBy(task => task.State)
            .OrderByDescending(state => state.Key).Select(state => $"{_words.Of(state.Key)} {Phrases.Number(state.Value)}");
        return new OutlineSection(_words.Tasks, [.. rows.OrderBy(row => row.IsFolded)])
        {
            FoldedTitle = string.Join(" · ", states),
            ToldMax = ReportSummary.LinesMax,
            ToldLeftOut = _report.NotListed.TasksLost + _report.NotListed.TasksLate + _report.NotListed.TasksError,
            Note = NotListed(TotalsWriter.OfTasks(_report.NotListed, _words)),
        };
    }

    // What was learned is shown once, so that somebody may say that it is expected.
    private static bool IsFolded(ReportedTask task) =>
        task.State == TaskState.Ok || (task.State == TaskState.New && task.Before is not null);

    private OutlineSection Problems() => new(_words.Problems, [.. _report.Problems.Select(problem =>
        new OutlineRow(_words.Severity(problem.Severity), ToneOf(problem), $"×{Phrases.Number(problem.Count)}")
        {
            Place = string.Join(", ", problem.HostsLeftOut > 0
                ? problem.Hosts.Append(_words.MoreHosts(problem.HostsLeftOut)) : problem.Hosts),
            Facts = [.. Facts(_words.Kind(problem.Kind), problem.Rule)],
            Detail = problem.Template,
            Days = problem.Days,
            DaysTitle = problem.Days.IsEmpty ? "" : _words.Days(
                DayText(_report.Day.AddDays(1 - problem.Days.Length)), DayText(_report.Day),
                string.Join(", ", problem.Days.Select(Phrases.Number))),
        })])
    {
        ToldLeftOut = _report.ProblemsLeftOut,
        Note = MoreNote(_report.ProblemsLeftOut),
    };

    private OutlineSection Losses() => new(_words.Losses, [.. _report.Losses.Select(loss =>
        new OutlineRow("", Tone.Bad, loss.Host) { Facts = [Phrases.Bytes(loss.Bytes), loss.Path] })])
    {
        ToldLeftOut = _report.LossesLeftOut,
        Note = MoreNote(_report.LossesLeftOut),
    };

    private OutlineSection Channels() => new(_words.Channels, [.. _report.Channels.Select(channel =>
        new OutlineRow("", channel.Problem.Length > 0 ? Tone.Bad : Tone.Plain, channel.Name)
        {
            Facts = [.. Facts(
                _words.Sent(channel.Sent),
                channel.Failed > 0 ? _words.Failed(channel.Failed) : "",
                channel.Waiting > 0 ? _words.Waiting(channel.Waiting) : "")],
            Detail = channel.Problem,
            IsTold = channel.Problem.Length > 0,
        })])
    {
        Note = MoreNote(_report.ChannelsLeftOut),
    };

    private OutlineSection Removals() => new(_words.Removals, [.. _report.Removals.Select(removal =>
        new OutlineRow("", Tone.Plain, removal.Host)
        {
            Facts = [_words.Files(removal.Files), Phrases.Bytes(removal.Bytes), removal.Folder],
            IsTold = false,
        })])
    {
        Note = MoreNote(_report.RemovalsLeftOut),
    };

    private OutlineSection Warnings() => new(_words.Warnings, [.. _report.Warnings.Select(warning =>
        new OutlineRow("", Tone.Warning, "") { Detail = warning })])
    {
        ToldLeftOut = _report.WarningsLeftOut,
        Note = MoreNote(_report.WarningsLeftOut),
    };

    private static string Sentence(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    private string NotListed(string what) => what.Length > 0 ? _words.LeftOut(what) : "";

    private string MoreNote(long count) => count > 0 ? _words.More(count) : "";

    private static IEnumerable<string> Facts(params string[] facts) => facts.Where(fact => fact.Length > 0);

    private static string DayText(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static Tone ToneOf(DeviceState state) => state == DeviceState.Ok ? Tone.Good : Tone.Bad;

    private static Tone ToneOf(TaskState state) => state switch
    {
        TaskState.Ok => Tone.Good,
        TaskState.New => Tone.New,
        TaskState.Late => Tone.Warning,
        _ => Tone.Bad,
    };

    private static Tone ToneOf(ReportedProblem problem) => problem.Severity switch
    {
        "info" => Tone.New,
        "warning" => Tone.Warning,
        _ => Tone.Bad,
    };
}
