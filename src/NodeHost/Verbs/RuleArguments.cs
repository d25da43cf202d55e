using System.CommandLine;
using Dachshund.Matching;

namespace Dachshund.NodeHost.Verbs;

/// <summary>The options by which <c>watch</c> and <c>try</c> are told what to look for.</summary>
internal sealed class RuleArguments
{
    private readonly Option<string[]> _keywords =
        OptionOf.Texts("K", "Lines that hold this text, byte by byte", "--keyword", "-k");

    private readonly Option<string[]> _regexes =
        OptionOf.Texts("R", "Lines that this .NET regular expression matches (without backtracking)", "--regex");

    private readonly Option<string[]> _excludes =
        OptionOf.Texts("R", "But not lines that this regular expression matches", "--exclude");

    private readonly Option<bool> _ignoreCase = OptionOf.Flag("Upper and lower case are the same", "--ignore-case", "-i");

    /// <summary>The rule when none is given.</summary>
    public static RuleDefinition Default { get; } = new() { Input = "watch", Name = "watch", Keywords = DefaultKeywords.All };

    public void AddTo(Command command)
    {
        command.Options.Add(_keywords);
        command.Options.Add(_regexes);
        command.Options.Add(_excludes);
        command.Options.Add(_ignoreCase);
    }

    /// <summary>What was given, as one rule; null when none of the options that select lines was.</summary>
    public RuleDefinition? Read(ParseResult parsed, string name)
    {
        var keywords = parsed.GetValue(_keywords) ?? [];
        var regexes = parsed.GetValue(_regexes) ?? [];
        var excludes = parsed.GetValue(_excludes) ?? [];
        var ignoreCase = parsed.GetValue(_ignoreCase);
        if (keywords.Length + regexes.Length + excludes.Length == 0 && !ignoreCase)
            return null;
        return new RuleDefinition
        {
            Input = name,
            Name = name,
            Keywords = keywords.Length + regexes.Length == 0 ? DefaultKeywords.All : keywords,
            Regex = regexes,
            Exclude = excludes,
            IgnoreCase = ignoreCase,
        };
    }
}
