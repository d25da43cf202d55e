using System.Collections.Immutable;
using System.Text;
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
            var patterns = CompileAll(rule, rule.Regex);
            foreach (var keyword in rule.Keywords) literals.Add(LiteralOf(rule, keyword), new LiteralTarget(position, true));
            if (patterns.Length > 0) always[position >> 6] |= 1UL << position;
            rules.Add(new CompiledRule
            {
                Definition = rule,
                Patterns = patterns,
                Excludes = CompileAll(rule, rule.Exclude),
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

    private static ImmutableArray<LinePattern> CompileAll(RuleDefinition rule, IReadOnlyList<string> patterns) =>
        [.. patterns.Select(pattern => PatternCompiler.Compile(rule, pattern))];

    private static Literal LiteralOf(RuleDefinition rule, string keyword)
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

        var text = rule.IgnoreCase ? keyword.ToLowerInvariant() : keyword;
        return new Literal(Encoding.UTF8.GetBytes(text), rule.IgnoreCase);
    }

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
        }
    }
}
