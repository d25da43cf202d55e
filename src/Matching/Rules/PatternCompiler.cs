using System.Text.RegularExpressions;

namespace Dachshund.Matching.Rules;

/// <summary>Turns a rule's patterns into regexes, or into an error that says what to write instead.</summary>
internal static class PatternCompiler
{
    public static LinePattern Compile(RuleDefinition rule, string pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            throw new RuleException(
                RuleCompiler.NameOf(rule), "", "an empty regex matches every line", "Remove it, or write \".\" for that.");
        }

        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        if (rule.IgnoreCase) options |= RegexOptions.IgnoreCase;
        try
        {
            return new LinePattern(new Regex(pattern, options), RequiredTextReader.Read(pattern, rule.IgnoreCase));
        }
        catch (RegexParseException error)
        {
            throw new RuleException(
                RuleCompiler.NameOf(rule), pattern, $"not a regular expression: {error.Message}",
                "Put a backslash before a character that is meant as itself, or use a keyword.", error);
        }
        catch (NotSupportedException error)
        {
            throw new RuleException(
                RuleCompiler.NameOf(rule), pattern, "look-arounds, back-references and atomic groups are not supported",
                "They can take unbounded time on one line; say what a line must not hold with exclude.", error);
        }
    }
}
