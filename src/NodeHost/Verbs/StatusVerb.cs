using System.CommandLine;
using Dachshund.Actors.Shard;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>status</c>: what is going on, as Redis has it.</summary>
internal static class StatusVerb
{
    public static Command Create(VerbConsole console) => InspectionVerb.Create(
        "status",
        "Says what is going on: nodes, files, link keys, journal, channels, alerts. Exit 1 when a node is silent. For a watch: --set node.data-dir=ITS STATE FOLDER",
        console, (verb, _, ct) => RunAsync(verb, ct));

    private static async Task<int> RunAsync(InspectionVerb verb, CancellationToken ct)
    {
        var report = await new StatusReader(verb.Journal, verb.Configuration, TimeProvider.System).ReadAsync(ct);
        return verb.Show(
            report, output => StatusPrinter.Print(report, ConfigurationMapping.Zone(verb.Configuration.Zone), output),
            report.Nodes.Any(node => node.State == HostStates.Offline) ? ExitCodes.Negative : ExitCodes.Done);
    }
}
