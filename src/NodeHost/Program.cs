using System.CommandLine;
using Dachshund.NodeHost.Verbs;

namespace Dachshund.NodeHost;

/// <summary>Parses the command line and calls a verb.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var console = VerbConsole.Process();
        var parsed = Root(console).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                console.Fail(error.Message);
            var verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            console.Fail($"'dachshund {verb}--help' says more");
            return ExitCodes.Failure;
        }

        // The verbs handle signals themselves, and what they throw is a defect that should be seen.
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    internal static RootCommand Root(VerbConsole console)
    {
        var root = new RootCommand("A hound that runs beside every log, and barks once.")
        {
            WatchVerb.Create(console),
            RunVerb.Create(console),
            TryVerb.Create(console),
            CheckVerb.Create(console),
            ConfigVerb.Create(console),
            StatusVerb.Create(console),
            TestAlertVerb.Create(console),
            FingerprintVerb.Create(console),
        };
        root.Options.Add(GlobalOptions.Configuration);
        root.Options.Add(GlobalOptions.Set);
        root.Options.Add(GlobalOptions.Json);
        return root;
    }
}
