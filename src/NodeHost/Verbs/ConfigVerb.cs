using System.CommandLine;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>config</c>: the effective configuration with the origin of each value.</summary>
internal static class ConfigVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = new Command("config", "Prints the effective configuration, each value with where it comes from; secrets are not shown");
        command.Options.Add(GlobalOptions.Json);
        command.SetAction(parsed =>
        {
            var loaded = Configurations.Load(parsed);
            if (!Configurations.Report(loaded, console))
                return ExitCodes.Failure;
            loaded.RenderEffective(console.Out, parsed.GetValue(GlobalOptions.Json));
            console.Out.Flush();
            return ExitCodes.Done;
        });
        return command;
    }
}
