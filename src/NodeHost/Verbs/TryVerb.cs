using System.CommandLine;
using System.Globalization;
using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Trying;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>try</c>: the rules over whole files, without alerting anyone.</summary>
internal sealed class TryVerb
{
    private readonly RuleArguments _rules = new();
    private readonly VerbConsole _console;

    private readonly Argument<string[]> _files = OptionOf.Files("FILE", "Files to read from beginning to end; - is standard input");
    private readonly Option<bool> _count = OptionOf.Flag("Prints only the number of matching lines of all files together", "--count");

    private TryVerb(VerbConsole console) => _console = console;

    public static Command Create(VerbConsole console)
    {
        var verb = new TryVerb(console);
        var command = new Command("try",
            "Reads whole files and says what would alert, in which groups, and how fast. The rules are those given, else the configured ones, else watch's");
        command.Arguments.Add(verb._files);
        verb._rules.AddTo(command);
        command.Options.Add(verb._count);
        command.Options.Add(GlobalOptions.Json);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        RuleSet rules;
        try
        {
            if (RulesFor(parsed) is not { } definitions)
                return ExitCodes.Failure;
            rules = RuleSet.Compile(definitions);
        }
        catch (RuleException e)
        {
            return _console.Fail(e.Message);
        }

        var trial = new Trial(rules);
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            if (Read(trial, file, parsed.GetValue(_count)) is { } problem)
                return _console.Fail(problem);
        }

        if (parsed.GetValue(_count))
            _console.Out.WriteLine(trial.MatchedLines.ToString(CultureInfo.InvariantCulture));
        else if (parsed.GetValue(GlobalOptions.Json))
            TrialReport.PrintJson(trial, _console.Out);
        else
            TrialReport.Print(trial, _console.Out);
        _console.Out.Flush();
        return ExitCodes.Done;
    }

    private static string? Read(Trial trial, string file, bool onlyCount)
    {
        if (file == "-")
        {
            using var input = Console.OpenStandardInput();
            using var stream = ChunkReader.Over(input);
            trial.Read(stream, "-", onlyCount);
            return null;
        }

        using var reader = ChunkReader.TryOpen(file, out var problem);
        if (reader is null)
            return problem;
        trial.Read(reader, file, onlyCount);
        return reader.Problem is { } trouble ? $"{file}: {trouble}" : null;
    }

    /// <summary>Null when the configuration is wrong, which is said.</summary>
    private List<RuleDefinition>? RulesFor(ParseResult parsed)
    {
        if (_rules.Read(parsed, "try") is { } given)
            return [given];
        var loaded = Configurations.Load(parsed);
        if (!Configurations.Report(loaded, _console) || loaded.Value is not { } configuration)
            return null;
        return configuration.Inputs.Count == 0
            ? [RuleArguments.Default]
            : Configured(configuration);
    }

    private static List<RuleDefinition> Configured(DachshundConfiguration configuration) =>
        [.. configuration.Inputs.SelectMany(input => ConfigurationMapping.ToRules(input.Key, input.Value))];
}
