using System.Collections.Immutable;
using Dachshund.Matching.Rules;

namespace Dachshund.Matching;

/// <summary>
/// Compiled rules of one or several inputs. Within one input a line yields at most one match: the rule of the highest
/// severity, the first one configured among equals. Inputs match independently. Immutable and thread-safe: one set serves
/// any number of <see cref="ChunkMatcher"/>s.
/// </summary>
public sealed class RuleSet
{
    private RuleSet(ImmutableArray<RuleDefinition> rules, RulePlan plan)
    {
        Rules = rules;
        Plan = plan;
    }

    /// <summary>The definitions, in the order given.</summary>
    public ImmutableArray<RuleDefinition> Rules { get; }

    internal RulePlan Plan { get; }

    /// <summary>Compiles rules. No rules at all is fine: nothing matches then.</summary>
    /// <param name="rules">At most 10,000, with 100,000 keywords and patterns together.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="RuleException">
    /// A rule with neither keywords nor regexes, an empty or multi-line keyword, a regex that is wrong or not linear,
    /// two rules of one input with one name, too many rules.
    /// </exception>
    public static RuleSet Compile(IReadOnlyList<RuleDefinition> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableArray<RuleDefinition> kept = [.. rules];
        return new RuleSet(kept, RuleCompiler.Compile(kept));
    }
}
