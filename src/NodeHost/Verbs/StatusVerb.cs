using System.CommandLine;
using Dachshund.Journal;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>status</c>: what is going on, as Redis has it.</summary>
internal static class StatusVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = new Command("status",
            "Says what is going on: nodes, files, journal, channels, alerts. Exit 1 when a node is silent. For a watch: --set node.data-dir=ITS STATE FOLDER");
        command.Options.Add(GlobalOptions.Json);
        command.SetAction((parsed, ct) => RunAsync(parsed, console, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, VerbConsole console, CancellationToken ct)
    {
        var loaded = Configurations.Load(parsed);
        if (!Configurations.Report(loaded, console) || loaded.Value is not { } configuration)
            return ExitCodes.Failure;
        try
        {
            await using var journal = await JournalClient.ConnectAsync(
                ConfigurationMapping.ToJournal(configuration),
                new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), ct);
            var read = await new StatusReader(journal, configuration, TimeProvider.System).ReadAsync(ct);
            if (!read.IsDone)
                return console.Fail($"Redis does not answer: {read.Reason}");
            var report = read.Value;
            if (parsed.GetValue(GlobalOptions.Json))
                await console.Out.WriteLineAsync(TerminalJson.Of(report));
            else
                StatusPrinter.Print(report, ConfigurationMapping.Zone(configuration.Zone), console.Out);
            await console.Out.FlushAsync(ct);
            return report.Nodes.Any(node => node.State == "offline") ? ExitCodes.Negative : ExitCodes.Done;
        }
        catch (JournalException e)
        {
            return console.Fail(e.Message);
        }
    }
}
