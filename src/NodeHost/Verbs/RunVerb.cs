using System.CommandLine;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>run</c>: the node host with the roles of its configuration.</summary>
internal static class RunVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = new Command("run", "Runs this machine's node with the roles of its configuration, until SIGTERM or Ctrl-C; SIGHUP loads it again");
        command.SetAction(async (parsed, ct) =>
        {
            var loaded = Configurations.Load(parsed);
            if (!Configurations.Report(loaded, console))
                return ExitCodes.Failure;
            foreach (var warning in loaded.Warnings)
                await console.Error.WriteLineAsync(warning.ToString());
            return await NodeRun.RunAsync(
                loaded, new NodeRunOptions { Console = console, Reload = () => Configurations.Load(parsed) }, ct);
        });
        return command;
    }
}
