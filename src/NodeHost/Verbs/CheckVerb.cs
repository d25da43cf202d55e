using System.CommandLine;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>check</c>: everything that is wrong, at once.</summary>
internal static class CheckVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = new Command("check",
            "Says everything that is wrong with the configuration, at once: each error as FILE:LINE: what and what to do. Exit 1 when there is one");
        command.Options.Add(GlobalOptions.Json);
        command.SetAction((parsed, ct) => RunAsync(parsed, console, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, VerbConsole console, CancellationToken ct)
    {
        var loaded = Configurations.Load(parsed);
        var errors = loaded.Errors.Select(error => error.ToString()).ToList();
        var warnings = loaded.Warnings.Select(warning => warning.ToString()).ToList();
        IReadOnlyList<string> removals = [];
        var address = "";
        if (loaded.Value is { } configuration)
        {
            warnings.AddRange(LookAtPaths(configuration).Select(problem => $"warning: {problem}"));
            if (configuration.Node.Roles.Contains(NodeRole.Agent))
            {
                var drops = DropFolderCheck.Run(configuration, TimeProvider.System.GetUtcNow());
                warnings.AddRange(drops.Problems.Select(problem => $"warning: {problem}"));
                removals = drops.Removals;
            }

            var found = NodeAddress.Of(configuration.Node, NodeAddress.OfThisMachine());
            if (found.Text.Length == 0)
                warnings.Add($"warning: node.address: {found.Origin}");
            else
                address = $"this node is reached by {found.Text} ({found.Origin})";
            warnings.AddRange((await SettingsCheck.RunAsync(loaded, ct)).Select(problem => $"warning: {problem}"));
        }

        if (parsed.GetValue(GlobalOptions.Json))
            await console.Out.WriteLineAsync(TerminalJson.Of(new { file = loaded.File, errors, warnings, removals, address }));
        else
        {
            await WriteLinesAsync([.. errors, .. warnings, .. removals], console.Out);
            if (address.Length > 0)
                await console.Out.WriteLineAsync(address);
            await console.Out.WriteLineAsync(
                $"{loaded.File ?? "(defaults)"}: {Counted.Of(errors.Count, "error")}, {Counted.Of(warnings.Count, "warning")}");
        }

        await console.Out.FlushAsync(ct);
        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Negative;
    }

    private static async Task WriteLinesAsync(IEnumerable<string> lines, TextWriter output)
    {
        foreach (var line in lines)
            await output.WriteLineAsync(line);
    }

    private static IEnumerable<string> LookAtPaths(DachshundConfiguration configuration)
    {
        if (!configuration.Node.Roles.Contains(NodeRole.Agent))
            yield break;
        if (configuration.Inputs.Count == 0 && configuration.DropFolders.Count == 0)
            yield return "no inputs: this node tails nothing (inputs.NAME { paths = [...], keywords = [...] })";
        foreach (var (name, input) in configuration.Inputs)
        {
            var catalog = new FileCatalog([new CatalogInput(name, input.Paths)]);
            var files = catalog.Scan();
            foreach (var problem in catalog.Problems)
                yield return $"inputs.{name}: {problem.Path}: {problem.Reason} ({problem.Remedy})";
            if (files.Count == 0 && catalog.Problems.Count == 0)
                yield return $"inputs.{name}: no file matches {string.Join(", ", input.Paths)} yet; files that appear are read from their beginning";
        }
    }
}
