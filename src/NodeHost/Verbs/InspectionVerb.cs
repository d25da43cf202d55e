using System.CommandLine;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Verbs;

/// <summary>What the verbs that look at a cluster share: a client of Redis for the time of one answer, printed as text or JSON.</summary>
internal sealed class InspectionVerb
{
    private readonly VerbConsole _console;
    private readonly bool _json;

    private InspectionVerb(JournalClient journal, DachshundConfiguration configuration, VerbConsole console, bool json) =>
        (Journal, Configuration, _console, _json) = (journal, configuration, console, json);

    public JournalClient Journal { get; }

    public DachshundConfiguration Configuration { get; }

    public ClusterReader Reader => new(Journal, Configuration.Cluster.OfflineAfter);

    public ClusterPrinter Printer => new(ConfigurationMapping.Zone(Configuration.Zone), _console.Out);

    /// <summary>A verb that connects and does something.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What <c>--help</c> says.</param>
    /// <param name="console">Where it prints.</param>
    /// <param name="run">What it does; returns the exit code.</param>
    public static Command Create(
        string name, string description, VerbConsole console, Func<InspectionVerb, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description) { GlobalOptions.Json };
        command.SetAction((parsed, ct) => RunAsync(parsed, console, options => options, run, ct));
        return command;
    }

    /// <summary>Connects and does something.</summary>
    /// <param name="change">What to connect with instead of the configuration's options.</param>
    public static async Task<int> RunAsync(
        ParseResult parsed, VerbConsole console, Func<JournalOptions, JournalOptions> change,
        Func<InspectionVerb, ParseResult, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        var loaded = Configurations.Load(parsed);
        if (!Configurations.Report(loaded, console) || loaded.Value is not { } configuration)
            return ExitCodes.Failure;
        try
        {
            await using var journal = await JournalClient.ConnectAsync(
                change(ConfigurationMapping.ToJournal(configuration)),
                new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), ct);
            var code = await run(new InspectionVerb(journal, configuration, console, parsed.GetValue(GlobalOptions.Json)), parsed, ct);
            await console.Out.FlushAsync(ct);
            return code;
        }
        catch (JournalException e)
        {
            return console.Fail(e.Message);
        }
    }

    /// <summary>The node that is meant: the one named, else this machine's.</summary>
    public string HostOrOwn(string? host) => NodeNames.HostOrOwn(Configuration, host);

    /// <summary>Prints a report as JSON, or as text.</summary>
    public int Show<T>(T report, Action<TextWriter> asText, int code = ExitCodes.Done)
    {
        if (_json)
            _console.Out.WriteLine(TerminalJson.Of(report));
        else
            asText(_console.Out);
        return code;
    }

    /// <summary>Says what became of a wish about a node or a group.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="outcome">A word for scripts.</param>
    /// <param name="text">A sentence for people; a negative one goes to standard error.</param>
    /// <param name="code">The exit code, which is returned.</param>
    public int Say(string name, string outcome, string text, int code)
    {
        if (_json)
            return Show(new { name, outcome }, _ => { }, code);
        if (code == ExitCodes.Done)
            _console.Out.WriteLine(SafeLine.Of(text));
        else
            _console.Fail(SafeLine.Of(text));
        return code;
    }
}
