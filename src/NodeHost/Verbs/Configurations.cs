using System.CommandLine;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Verbs;

/// <summary>Loads the configuration that the global options name, and says what is wrong with it.</summary>
internal static class Configurations
{
    /// <summary>Loads it.</summary>
    /// <param name="inline">A configuration in place of the file's; null for none.</param>
    public static LoadedConfiguration Load(ParseResult parsed, string? inline = null) =>
        Rehearsal.Of(ConfigurationLoader.Load(new ConfigurationRequest
        {
            File = parsed.GetValue(GlobalOptions.Configuration),
            Sets = parsed.GetValue(GlobalOptions.Set) ?? [],
            Environment = Environment.GetEnvironmentVariable,
            InlineText = inline,
        }));

    /// <summary>Prints every error, one line each; true when there is none.</summary>
    public static bool Report(LoadedConfiguration loaded, VerbConsole console)
    {
        foreach (var error in loaded.Errors)
            console.Error.WriteLine(error.ToString());
        return loaded.Value is not null;
    }
}
