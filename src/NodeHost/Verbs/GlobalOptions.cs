using System.CommandLine;

namespace Dachshund.NodeHost.Verbs;

/// <summary>The options that all verbs have, or many.</summary>
internal static class GlobalOptions
{
    /// <summary>Where the configuration is. Of every verb.</summary>
    public static Option<string?> Configuration { get; } = OfEveryVerb(OptionOf.Text(
        "FILE", "The configuration; else $DACHSHUND_CONF, ./dachshund.conf, /etc/dachshund/dachshund.conf", "--config", "-c"));

    /// <summary>What goes over it. Of every verb.</summary>
    public static Option<string[]> Set { get; } = OfEveryVerb(OptionOf.Texts(
        "key=value", "Overrides one key, for example --set inputs.app.from=beginning", "--set"));

    /// <summary>Of the verbs that answer something.</summary>
    public static Option<bool> Json { get; } = OptionOf.Flag("Prints JSON", "--json");

    private static Option<T> OfEveryVerb<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}
