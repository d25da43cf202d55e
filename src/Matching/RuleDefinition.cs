namespace Dachshund.Matching;

/// <summary>
/// One rule of one input, as configured. A line belongs to the rule when it holds one of <see cref="Keywords"/> or one of
/// <see cref="Regex"/> matches it, and none of <see cref="Exclude"/> does. Immutable.
/// </summary>
public sealed record RuleDefinition
{
    /// <summary>The input the rule belongs to. Rules of one input compete for a line; inputs don't know of each other.</summary>
    public required string Input { get; init; }

    /// <summary>The rule's name, for the match and for error messages.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Exact texts, compared as UTF-8 bytes anywhere in the line. Default none. An empty one, or one with a line break,
    /// is refused.
    /// </summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>
    /// .NET regular expressions, searched for anywhere in the line's text (without its line break, bytes that are no
    /// UTF-8 as U+FFFD). They run in time linear to the line, so look-arounds and back-references are refused. Default
    /// none.
    /// </summary>
    public IReadOnlyList<string> Regex { get; init; } = [];

    /// <summary>
    /// Regular expressions that take a line away from this rule, and from this rule only: another may still match it.
    /// Default none.
    /// </summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Whether keywords, regexes and excludes ignore case, by .NET's invariant rules; a keyword that has no other letters
    /// than ASCII's ignores the case of those only (K is k, but not the Kelvin sign). Default false.
    /// </summary>
    public bool IgnoreCase { get; init; }

    /// <summary>What a match of the rule is worth. Default <see cref="Severity.Error"/>.</summary>
    public Severity Severity { get; init; } = Severity.Error;
}
