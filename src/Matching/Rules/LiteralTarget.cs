namespace Dachshund.Matching.Rules;

/// <summary>What a literal says about a rule when a line holds it.</summary>
/// <param name="Rule">Position in <see cref="RulePlan.Rules"/>.</param>
/// <param name="Takes">True for a keyword; false when the rule's patterns must be asked.</param>
internal readonly record struct LiteralTarget(int Rule, bool Takes);
