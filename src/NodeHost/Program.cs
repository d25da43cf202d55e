using System.CommandLine;
using Dachshund.NodeHost.Verbs;

namespace Dachshund.NodeHost;

/// <summary>Parses the command line and calls a verb.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => RunAsync(args, VerbConsole.Process());

    /// <summary>Does what the arguments say; returns the exit code.</summary>
    internal static async Task<int> RunAsync(string[] args, VerbConsole console)
    {
        var parsed = Root(console).Parse(args);
        try
        {
            var code = parsed.Errors.Count > 0 ? UsageErrors.Report(parsed, console) : await parsed.InvokeAsync(Invocation(console));
            await console.Out.FlushAsync();
            return code;
        }
        catch (OutputException e)
        {
            return e.IsBrokenPipe ? ExitCodes.Done : console.Fail(e.Message);
        }
    }

    /// <summary>The verbs handle signals themselves, and what they throw is a defect that should be seen.</summary>
    private static InvocationConfiguration Invocation(VerbConsole console) =>
        new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = console.Out };

    private static RootCommand Root(VerbConsole console)
    {
        var root = new RootCommand("A hound that runs beside every log, and barks once.")
        {
            WatchVerb.Create(console),
            InitVerb.Create(console),
            RunVerb.Create(console),
            TryVerb.Create(console),
            CheckVerb.Create(console),
            ConfigVerb.Create(console),
            StatusVerb.Create(console),
            SilenceVerb.Create(console),
            ClusterVerb.Create(console),
            LeasesVerb.Shards(console),
            LeasesVerb.Singletons(console),
            ActorsVerb.Create(console),
            JournalVerb.Create(console),
            TaskVerb.Create(console),
            ReportVerb.Create(console),
            KeysVerb.Create(console),
            TestAlertVerb.Create(console),
            FingerprintVerb.Create(console),
            ImportVerb.Create(console),
            DemoVerb.Create(console),
        };
        root.Options.Add(GlobalOptions.Configuration);
        root.Options.Add(GlobalOptions.Set);
        return root;
    }
}
