namespace Dachshund.Matching;

/// <summary>A rule that cannot be compiled: which, what in it, why, and what to write instead.</summary>
public sealed class RuleException : Exception
{
    /// <summary>Makes the error of one pattern of one rule.</summary>
    /// <param name="rule">The rule, as <c>input/name</c>; empty when the list of rules itself is wrong.</param>
    /// <param name="pattern">The keyword or regular expression at fault; empty when the rule as a whole is.</param>
    /// <param name="reason">What is wrong, as a clause.</param>
    /// <param name="hint">What to do about it, as a sentence.</param>
    /// <param name="inner">The error below it, if any.</param>
    public RuleException(string rule, string pattern, string reason, string hint, Exception? inner = null)
        : base(Describe(rule, pattern, reason, hint), inner)
    {
        Rule = rule;
        Pattern = pattern;
        Reason = reason;
        Hint = hint;
    }

    /// <summary>The rule, as <c>input/name</c>; empty when the list of rules itself is wrong.</summary>
    public string Rule { get; }

    /// <summary>The keyword or regular expression at fault; empty when the rule as a whole is.</summary>
    public string Pattern { get; }

    /// <summary>What is wrong, as a clause.</summary>
    public string Reason { get; }

    /// <summary>What to do about it, as a sentence.</summary>
    public string Hint { get; }

    private static string Describe(string rule, string pattern, string reason, string hint)
    {
        var where = rule.Length == 0 ? "rules" : $"rule {rule}";
        var what = pattern.Length == 0 ? "" : $", pattern \"{pattern}\"";
        return $"{where}{what}: {reason}. {hint}";
    }
}
