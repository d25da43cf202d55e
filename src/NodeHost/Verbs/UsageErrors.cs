using System.CommandLine;
using System.CommandLine.Parsing;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Verbs;

/// <summary>What is said of a command line that can't be understood: what is wrong, the nearest right word, where to read more.</summary>
internal static class UsageErrors
{
    private const StringSplitOptions NoEmpty = StringSplitOptions.RemoveEmptyEntries;
    private static readonly char[] s_blanks = [' ', '\t', '\n', '\r'];

    /// <summary>Says it.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(ParseResult parsed, VerbConsole console)
    {
        foreach (var problem in Problems(parsed))
            console.Fail(problem);
        return console.Fail($"'dachshund {Words(parsed.CommandResult, "--help")}' says more");
    }

    /// <summary>There is no such option; with the nearest that there is.</summary>
    public static string NoSuchOption(string word, CommandResult? command)
    {
        var name = word.Split('=')[0];
        return $"there is no option '{name}'{Hint(name, OptionsOf(command))}";
    }

    private static IEnumerable<string> Problems(ParseResult parsed)
    {
        var at = parsed.CommandResult;
        if (parsed.UnmatchedTokens is [var word, ..])
            return [word.StartsWith('-') ? NoSuchOption(word, at) : NoSuchWord(word, at)];
        if (at.Command.Subcommands.Count > 0 && at.Command.Action is null)
            return [at.Command is RootCommand ? "no verb was given" : $"'{at.Command.Name}' wants one of {string.Join(", ", VerbsOf(at))}"];
        if (at.Command.Arguments.FirstOrDefault(argument => IsMissing(argument, at)) is { } missing)
            return [$"'{Words(at)}' wants {(missing.Arity.MaximumNumberOfValues > 1 ? "at least one" : "a")} {missing.Name}"];
        return parsed.Errors.Select(error => string.Join(' ', error.Message.Split(s_blanks, NoEmpty)).TrimEnd('.')).Distinct();
    }

    private static bool IsMissing(Argument argument, CommandResult at) =>
        argument.Arity.MinimumNumberOfValues > 0 && at.GetResult(argument) is not { Tokens.Count: > 0 };

    private static string NoSuchWord(string word, CommandResult at) => at.Command.Subcommands.Count > 0
        ? $"there is no verb '{Words(at, word)}'{Hint(word, VerbsOf(at))}"
        : $"'{Words(at)}' takes no '{word}'";

    /// <summary>The verb as it was written, without the program's name: <c>cluster show</c>.</summary>
    private static string Words(CommandResult at, string last = "")
    {
        var words = new List<string> { last };
        for (SymbolResult? result = at; result is not null; result = result.Parent)
        {
            if (result is CommandResult { Command: not RootCommand } command)
                words.Insert(0, command.Command.Name);
        }

        return string.Join(' ', words).Trim();
    }

    private static IEnumerable<string> VerbsOf(CommandResult at) => at.Command.Subcommands.Select(verb => verb.Name);

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
