using System.CommandLine;
using System.Globalization;
using System.Text;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.DailyReport;
using Dachshund.Journal;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Dachshund.NodeHost.Reporting;
using Dachshund.Tasks.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>report</c>: the daily report, on a terminal, in a file, or sent once more.</summary>
internal sealed class ReportVerb
{
    private readonly Option<bool> _now = OptionOf.Flag(
        "Makes one of the time since the last one: it isn't the day's, and nobody gets it unless --send is given", "--now");

    private readonly Option<string?> _date = OptionOf.Text("YYYY-MM-DD", "The report of that day (30 days are kept); else the last one", "--date");
    private readonly Option<string?> _output = OptionOf.Text("FILE", "Writes it as HTML; - is standard output", "-o", "--output");
    private readonly Option<bool> _send = OptionOf.Flag("Sends it to the report's channels", "--send");

    public static Command Create(VerbConsole console)
    {
        var verb = new ReportVerb();
        var command = InspectionVerb.Create(
            "report", "Shows the last daily report. Exit 1 when there is none\n\n  dachshund report --now -o today.html", console, verb.RunAsync);
        foreach (var option in new Option[] { verb._now, verb._date, verb._output, verb._send })
            command.Options.Add(option);
        return command;
    }

    private async Task<int> RunAsync(InspectionVerb verb, ParseResult parsed, CancellationToken ct)
    {
        var (isNow, date) = (parsed.GetValue(_now), parsed.GetValue(_date));
        if (isNow && date is not null)
            return verb.Say("", "unusable", "--now and --date name two different reports; give one of them", ExitCodes.Failure);
        var day = DayOf(date);
        if (date is not null && day is null)
            return verb.Say("", "unusable", $"'{date}' is no day; write it as 2026-11-22", ExitCodes.Failure);
        var gatherer = new ReportGatherer(verb.Journal, verb.Configuration);
        var settings = ConfigurationMapping.ToReport(
            verb.Configuration,
            new NodeSurroundings(TimeProvider.System, NullLoggerFactory.Instance, TextWriter.Null, Environment.GetEnvironmentVariable),
            gatherer.GatherAsync);
        var memory = await Answered.Of(ReportReader.ReadMemoryAsync(verb.Journal, ct));
        var draft = isNow ? await MakeAsync(verb, settings, memory, ct) : await ReadAsync(verb.Journal, day ?? memory?.Day, gatherer, ct);
        if (draft is null)
            return verb.Say("", "none", None(day, settings), ExitCodes.Negative);
        if (parsed.GetValue(_output) is { } file && WriteTo(file, draft.Report, settings.Language) is { } problem)
            return verb.Say(file, "unwritable", problem, ExitCodes.Failure);
        if (parsed.GetValue(_send))
            return await SendAsync(verb, draft, settings, ct);
        return verb.Show(draft.Report, output => output.Write(Text(parsed, draft.Report, settings.Language)));
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<ReportDraft> MakeAsync(
        InspectionVerb verb, ReportSettings settings, ReportMemory? memory, CancellationToken ct)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await Answered.Of(verb.Journal.ReadTimeAsync(ct)));
        var last = memory is null ? null : await Answered.Of(ReportReader.ReadAsync(verb.Journal, memory.Day, ct));
        return await settings.Gather(
            new ReportRequest(settings.Time.DueAfter(now).Day, memory?.At ?? now.AddDays(-1), now)
            {
                IsDraft = true,
                Last = last,
                Channels = memory?.Channels ?? new Dictionary<string, ChannelTotals>(),
            },
            ct);
    }

    private static async Task<ReportDraft?> ReadAsync(
        JournalClient journal, DateOnly? day, ReportGatherer gatherer, CancellationToken ct)
    {
        if (day is not { } known || await Answered.Of(ReportReader.ReadAsync(journal, known, ct)) is not { } report)
            return null;
        return new ReportDraft(report, new Dictionary<string, ChannelTotals>(), await gatherer.FindSeedAsync(ct));
    }

    private static async Task<int> SendAsync(InspectionVerb verb, ReportDraft draft, ReportSettings settings, CancellationToken ct)
    {
        if (verb.Configuration.Report.Channels.Count == 0)
            return verb.Say("", "nowhere", "report.channels is empty: nobody would get it", ExitCodes.Negative);
        // A draft isn't kept, so there is nothing that a link could open.
        var sent = draft.Report.IsDraft ? draft with { Seed = "" } : draft;
        await Answered.Of(RouterInbox.SendReportAsync(
            verb.Journal, ReportNotices.Of(sent, draft.Report.IsDraft ? settings with { HtmlUrl = "" } : settings), ct));
        return verb.Say(
            draft.Report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "queued",
            "it is queued, and sent by the server that routes the alerts ('cluster leader')", ExitCodes.Done);
    }

    private static string None(DateOnly? day, ReportSettings settings) => day is { } named
        ? string.Create(CultureInfo.InvariantCulture, $"there is no report of {named:yyyy-MM-dd}; the last {ReportReader.DaysKept} days are kept")
        : "there is no report yet; the first one comes at "
            + TimeZoneInfo.ConvertTime(settings.Time.DueAfter(TimeProvider.System.GetUtcNow()).At, settings.Time.Zone)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            + " (--now makes one of today)";

    private string Text(ParseResult parsed, DailyReport report, ReportLanguage language) => parsed.GetValue(_output) switch
    {
        null => ReportSummary.ToText(report, language),
        "-" => ReportPage.Render(report, language),
        var file => $"wrote {SafeLine.Of(file)}\n",
    };

    private static string? WriteTo(string file, DailyReport report, ReportLanguage language)
    {
        if (file == "-")
            return null;
        try
        {
            File.WriteAllText(file, ReportPage.Render(report, language), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
