using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Dachshund.Actors.AlertRouter;
using Dachshund.Alerting;
using Dachshund.Hocon;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>silence</c>: what is not told for a while, and why.</summary>
internal sealed class SilenceVerb
{
    private const int IdChars = 6;
    private static readonly TimeSpan s_foldedWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    private readonly Argument<string[]> _words = new("LABEL=VALUE... DURATION")
    {
        Description = "What is silent: alerts that have all these labels (a value may be a glob; a label given twice may have either), and for how long",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _why = OptionOf.Text("TEXT", "Why; others see it in the list and in the message when it ends", "--why");
    private readonly Option<string?> _end = OptionOf.Text("ID", "Ends the silence of this id", "--end");

    public static Command Create(VerbConsole console)
    {
        var words = new SilenceVerb();
        var command = new Command("silence",
            "Keeps alerts from being told for a while; they are counted, and what is still live when it ends is told then. Without arguments it lists the silences.\n\n"
            + "  dachshund silence host=web-07 2h --why \"disk swap\"\n"
            + "  dachshund silence 'host=web-*' kind=offline 30m --why \"new kernel\"")
        {
            words._words, words._why, words._end, GlobalOptions.Json,
        };
        command.SetAction((parsed, ct) => words.RunAsync(parsed, console, ct));
        return command;
    }

    private Task<int> RunAsync(ParseResult parsed, VerbConsole console, CancellationToken ct)
    {
        var (words, why, end) = (parsed.GetValue(_words) ?? [], parsed.GetValue(_why), parsed.GetValue(_end));
        if (end is not null)
            return words.Length > 0 || why is not null
                ? Task.FromResult(console.Fail("--end takes the id of a silence and nothing else"))
                : ConnectedAsync(parsed, console, (verb, stop) => EndAsync(verb, end, stop), ct);
        if (words.Length == 0 && why is null)
            return ConnectedAsync(parsed, console, ListAsync, ct);
        if (SilenceArguments.Parse(words, why, out var problem) is not { } arguments || why is null)
            return Task.FromResult(console.Fail(SafeLine.Of(problem)));
        if (arguments.Suspect is var (label, nearest))
            console.Fail(SafeLine.Of($"warning: '{label}' is a label of your own; did you mean '{nearest}'?"));
        return ConnectedAsync(parsed, console, (verb, stop) => AddAsync(verb, arguments, why.Trim(), stop), ct);
    }

    private static Task<int> ConnectedAsync(
        ParseResult parsed, VerbConsole console, Func<InspectionVerb, CancellationToken, Task<int>> run, CancellationToken ct) =>
        InspectionVerb.RunAsync(parsed, console, options => options, (verb, _, stop) => run(verb, stop), ct);

    private static async Task<int> ListAsync(InspectionVerb verb, CancellationToken ct)
    {
        var silences = await SilenceReader.ReadAsync(verb.Journal, ct);
        return verb.Show(silences, output =>
        {
            if (silences.Count == 0)
                output.WriteLine("no silences");
            else
                TextTable.Print(["id", "until", "labels", "why", "by", " silenced"], silences.Select(silence => Cells(verb, silence)), output);
        });
    }

    private static async Task<int> AddAsync(InspectionVerb verb, SilenceArguments arguments, string why, CancellationToken ct)
    {
        if ((await SilenceReader.ReadAsync(verb.Journal, ct)).Count >= Silence.SilencesMax)
            return verb.Say("", "full", $"there are {Silence.SilencesMax} silences, and there can't be more; --end ID ends one", ExitCodes.Negative);
        var wish = new SilenceWish(
            RandomNumberGenerator.GetHexString(IdChars, lowercase: true), arguments.Labels, (long)arguments.Duration.TotalMilliseconds, why,
            $"{Environment.UserName}@{Environment.MachineName}");
        await Answered.Of(RouterInbox.SilenceAsync(verb.Journal, wish, ct));
        var silences = await UntilAsync(verb, found => found.Any(silence => silence.Id == wish.Id), ct);
        return silences?.First(silence => silence.Id == wish.Id) is { } silence
            ? verb.Show(silence, output => output.WriteLine(SafeLine.Of(
                $"silence {silence.Id}: {Silence.Text(silence.Labels)} until {At(verb, silence.UntilMs)}, {DurationText.Format(arguments.Duration)} from now ({silence.Why})")))
            : Queued(verb, wish.Id);
    }

    private static async Task<int> EndAsync(InspectionVerb verb, string id, CancellationToken ct)
    {
        if (!(await SilenceReader.ReadAsync(verb.Journal, ct)).Any(silence => silence.Id == id))
            return verb.Say(id, "unknown", $"there is no silence '{id}' ('silence' lists them)", ExitCodes.Negative);
        await Answered.Of(RouterInbox.EndSilenceAsync(verb.Journal, id, ct));
        return await UntilAsync(verb, found => found.All(silence => silence.Id != id), ct) is not null
            ? verb.Say(id, "ended", $"silence {id} has ended", ExitCodes.Done)
            : Queued(verb, id);
    }

    /// <summary>Waits until the router's state is so; null when it isn't in time.</summary>
    private static async Task<IReadOnlyList<Silence>?> UntilAsync(
        InspectionVerb verb, Predicate<IReadOnlyList<Silence>> isSo, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var silences = await SilenceReader.ReadAsync(verb.Journal, ct);
            if (isSo(silences))
                return silences;
            if (TimeProvider.System.GetElapsedTime(started) > s_foldedWithin)
                return null;
            await Task.Delay(s_look, TimeProvider.System, ct);
        }
    }

    private static int Queued(InspectionVerb verb, string id) => verb.Say(
        id, "queued",
        $"no router answered in {s_foldedWithin.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; it is queued and takes effect when a server routes ('cluster leader')",
        ExitCodes.Negative);

    private static string[] Cells(InspectionVerb verb, Silence silence) =>
    [
        silence.Id, At(verb, silence.UntilMs), Silence.Text(silence.Labels), silence.Why, silence.By,
        silence.Counted.ToString("N0", CultureInfo.InvariantCulture),
    ];

    private static string At(InspectionVerb verb, long wallMs) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(wallMs), ConfigurationMapping.Zone(verb.Configuration.Zone))
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
