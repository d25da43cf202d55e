using System.CommandLine;

namespace Dachshund.NodeHost.Verbs;

/// <summary>The kinds of options that verbs have.</summary>
internal static class OptionOf
{
    /// <summary>One that may be given several times, with one value each time; none is an empty list.</summary>
    public static Option<string[]> Texts(string valueName, string description, params string[] names) => new(names[0], names[1..])
    {
        Description = description + "; may be given several times",
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <summary>One with a value; null when it is not given.</summary>
    public static Option<string?> Text(string valueName, string description, params string[] names) => new(names[0], names[1..])
    {
        Description = description,
        HelpName = valueName,
    };

    /// <summary>One that is given or not.</summary>
    public static Option<bool> Flag(string description, params string[] names) => new(names[0], names[1..]) { Description = description };

    /// <summary>The files that a verb takes. A misspelt option is none of them: a file of such a name is written <c>./-name</c>.</summary>
    public static Argument<string[]> Files(string valueName, string description)
    {
        var files = new Argument<string[]>(valueName) { Description = description, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.Length > 1 && token.Value[0] == '-'))
                result.AddError(UsageErrors.NoSuchOption(token.Value, result.Parent as System.CommandLine.Parsing.CommandResult));
        });
        return files;
    }
}
