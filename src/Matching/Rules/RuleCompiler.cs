using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Rules;

/// <summary>Checks rules and turns them into a plan.</summary>
internal static class RuleCompiler
{
    private const int RulesMax = 10_000;
    private const int PatternsMax = 100_000;

    public static string NameOf(RuleDefinition rule) => $"{rule.Input}/{rule.Name}";

    public static RulePlan Compile(ImmutableArray<RuleDefinition> definitions)
    {
        Check(definitions);
        var ordered = Order(definitions);
        var literals = new LiteralTable();
        var rules = ImmutableArray.CreateBuilder<CompiledRule>(ordered.Count);
        var always = new ulong[(ordered.Count + 63) / 64];
        for (var position = 0; position < ordered.Count; position++)
        {
            var rule = ordered[position];
            foreach (var keyword in rule.Keywords.Where(keyword => !NeedsUnicodeCase(rule, keyword)))
                literals.Add(LiteralOf(rule, keyword), new LiteralTarget(position, true));
            var patterns = Patterns(rule);
            foreach (var pattern in patterns)
            {
                foreach (var needle in pattern.Required.Needles)
                    literals.Add(new Literal(Encoding.UTF8.GetBytes(needle), rule.IgnoreCase), new LiteralTarget(position, false));
                if (!pattern.Required.IsKnown) always[position >> 6] |= 1UL << position;
            }

            rules.Add(new CompiledRule
            {
                Definition = rule,
                Patterns = patterns,
                Excludes = [.. rule.Exclude.Select(pattern => PatternCompiler.Compile(rule, pattern))],
                NextInput = EndOfInput(ordered, position),
            });
        }

        return Plan(rules.MoveToImmutable(), literals, always);
    }

    private static RulePlan Plan(ImmutableArray<CompiledRule> rules, LiteralTable literals, ulong[] always) => new()
    {
        Rules = rules,
        Engine = literals.Literals.Count == 0 ? null : EngineChoice.For(literals.Literals),
        Targets = literals.Targets,
        AskAlways = [.. always],
        EveryLine = always.Any(word => word != 0),
        HitDecides = rules.Length == 1 && rules[0].Patterns.Length == 0,
    };

    private static List<RuleDefinition> Order(ImmutableArray<RuleDefinition> definitions)
    {
        var inputs = definitions.Select(rule => rule.Input).Distinct(StringComparer.Ordinal)
            .Select((name, index) => (name, index)).ToDictionary(x => x.name, x => x.index, StringComparer.Ordinal);
        return [.. definitions.OrderBy(rule => inputs[rule.Input]).ThenByDescending(rule => rule.Severity)];
    }

    private static int EndOfInput(List<RuleDefinition> ordered, int position)
    {
        var end = position + 1;
        while (end < ordered.Count && ordered[end].Input == ordered[position].Input) end++;
        return end;
    }

    private static ImmutableArray<LinePattern> Patterns(RuleDefinition rule) =>
    [
        .. rule.Regex.Select(pattern => PatternCompiler.Compile(rule, pattern)),
        .. rule.Keywords.Where(keyword => NeedsUnicodeCase(rule, keyword))
            .Select(keyword => PatternCompiler.Compile(rule, Regex.Escape(keyword))),
    ];

    /// <summary>Whether cases to ignore lie beyond ASCII, where bytes don't tell: a regex does.</summary>
    private static bool NeedsUnicodeCase(RuleDefinition rule, string keyword) =>
        rule.IgnoreCase
        && keyword.Any(value => value > 0x7F && char.ToLowerInvariant(value) != char.ToUpperInvariant(value));

    private static Literal LiteralOf(RuleDefinition rule, string keyword) =>
        new(Encoding.UTF8.GetBytes(keyword), rule.IgnoreCase);

    private static void Check(ImmutableArray<RuleDefinition> rules)
    {
        if (rules.Length > RulesMax)
        {
            throw new RuleException(
                "", "", $"{rules.Length} rules, the most is {RulesMax}", "Put keywords of one severity into one rule.");
        }

        var patterns = rules.Sum(rule => (long)rule.Keywords.Count + rule.Regex.Count + rule.Exclude.Count);
        if (patterns > PatternsMax)
        {
            throw new RuleException(
                "", "", $"{patterns} keywords and regexes, the most is {PatternsMax}", "Look for what they have in common.");
        }

        var names = new HashSet<(string Input, string Name)>();
        foreach (var rule in rules)
        {
            if (!names.Add((rule.Input, rule.Name)))
                throw new RuleException(NameOf(rule), "", "two rules have this name", "Rename one of them.");
            if (rule.Keywords.Count + rule.Regex.Count == 0)
            {
                throw new RuleException(
                    NameOf(rule), "", "neither keywords nor regex: it would match nothing", "Give it one of them.");
            }

            foreach (var keyword in rule.Keywords) CheckKeyword(rule, keyword);
        }
    }

    private static void CheckKeyword(RuleDefinition rule, string keyword)
    {
        if (string.IsNullOrEmpty(keyword))
        {
            throw new RuleException(
                NameOf(rule), "", "an empty keyword is in every line", "Remove it, or use the regex \".\" for that.");
        }

        if (keyword.Contains('\n', StringComparison.Ordinal))
        {
            throw new RuleException(
                NameOf(rule), keyword, "a keyword with a line break is in no line", "Write one keyword per line of text.");
        }
    }
}
