using System.CommandLine;

namespace Dachshund.NodeHost.Verbs;

/// <summary>The options that every verb has.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Configuration = new("--config", "-c")
    {
        Description = "The configuration; else $DACHSHUND_CONF, ./dachshund.conf, /etc/dachshund/dachshund.conf",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "Overrides one key, for example --set inputs.app.from=beginning; may be given several times",
        HelpName = "key=value",
        Recursive = true,
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Prints JSON",
        Recursive = true,
    };
}
