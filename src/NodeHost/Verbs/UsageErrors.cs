using System.CommandLine;
using System.CommandLine.Parsing;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Verbs;

/// <summary>What is said of a command line that can't be understood: what is wrong, the nearest right word, where to read more.</summary>
internal static class UsageErrors
{
    /// <summary>Says it.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(ParseResult parsed, VerbConsole console)
    {
        var command = parsed.CommandResult;
        if (parsed.UnmatchedTokens is [var word, ..])
            console.Fail(word.StartsWith('-') ? NoSuchOption(word, command) : NoSuchWord(word, command));
        else if (command.Command is RootCommand)
            console.Fail("no verb was given");
        else
            foreach (var error in parsed.Errors.DistinctBy(error => error.Message))
                console.Fail(error.Message.TrimEnd('.'));
        return console.Fail($"'dachshund {(command.Command is RootCommand ? "" : command.Command.Name + " ")}--help' says more");
    }

    /// <summary>There is no such option; with the nearest that there is.</summary>
    public static string NoSuchOption(string word, CommandResult? command)
    {
        var name = word.Split('=')[0];
        return $"there is no option '{name}'{Hint(name, OptionsOf(command))}";
    }

    private static string NoSuchWord(string word, CommandResult command) => command.Command is RootCommand root
        ? $"there is no verb '{word}'{Hint(word, root.Subcommands.Select(verb => verb.Name))}"
        : $"'{command.Command.Name}' takes no '{word}'";

    private static IEnumerable<string> OptionsOf(SymbolResult? result)
    {
        for (var at = result; at is not null; at = at.Parent)
        {
            if (at is not CommandResult command)
                continue;
            foreach (var option in command.Command.Options)
                yield return option.Name;
        }
    }

    private static string Hint(string word, IEnumerable<string> known) =>
        NearestWord.Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
