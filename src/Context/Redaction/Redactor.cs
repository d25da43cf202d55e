using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Dachshund.Context.Redaction;

/// <summary>
/// Takes secrets out of text before it leaves the node: ready sets and patterns of one's own, each place replaced by a
/// mark that names the set, such as <c>[redacted: cards]</c>. Takes time in proportion to the text, whatever the text and
/// the patterns. Lines stay lines: what goes over several leaves as many line breaks. What was redacted once stays as it
/// is. Immutable, thread-safe.
/// </summary>
public sealed class Redactor
{
    /// <summary>Letters of a pattern at most.</summary>
    public const int PatternCharsMax = 1000;

    private readonly ImmutableArray<Func<string, string>> steps;

    private Redactor(ImmutableArray<Func<string, string>> steps) => this.steps = steps;

    /// <summary>Takes nothing out.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>The names of the ready sets. <c>secrets</c>: passwords, tokens and keys by the name before them, by their
    /// form, and in URLs; <c>cards</c>: numbers of payment cards that the issuers give out, with a right check digit;
    /// <c>chinese-ids</c>: identity numbers with a right check digit, and mobile phone numbers.</summary>
    public static ImmutableArray<string> SetNames { get; } = [SecretSet.Name, CardSet.Name, ChineseIdSet.Name];

    /// <summary>Makes one.</summary>
    /// <param name="patterns">Regular expressions of .NET's, <c>^</c> and <c>$</c> being a line's; no look-around and no
    /// back-references, which can't be had in linear time. The mark of what they find is <c>[redacted]</c>.</param>
    /// <param name="sets">Names of ready sets.</param>
    /// <param name="redactor">The redactor.</param>
    /// <param name="problem">What is wrong with a pattern or a name, for the user who wrote it.</param>
    public static bool TryCreate(
        IReadOnlyList<string> patterns, IReadOnlyList<string> sets, [NotNullWhen(true)] out Redactor? redactor,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(sets);
        (redactor, problem) = (null, null);
        var steps = new List<Func<string, string>>();
        foreach (var set in sets.Distinct())
        {
            if (ReadySet(set) is not { } step)
            {
                problem = $"there is no set '{set}'; there are {string.Join(", ", SetNames)}";
                return false;
            }

            steps.Add(step);
        }

        foreach (var pattern in patterns)
        {
            if (!TryCompile(pattern, out var regex, out problem))
                return false;
            steps.Add(text => regex.Replace(text, match => match.Length == 0 ? "" : Mark.Over(match.Value, null)));
        }

        redactor = new Redactor([.. steps]);
        return true;
    }

    /// <summary>The text without what is to be redacted.</summary>
    /// <param name="text">One line or many; the more is handed over at once, the more is recognised.</param>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var step in steps)
            text = step(text);
        return text;
    }

    private static Func<string, string>? ReadySet(string name) => name switch
    {
        SecretSet.Name => SecretSet.Redact,
        CardSet.Name => CardSet.Redact,
        ChineseIdSet.Name => ChineseIdSet.Redact,
        _ => null,
    };

    private static bool TryCompile(
        string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? problem)
    {
        (regex, problem) = (null, null);
        if (pattern.Length is 0 or > PatternCharsMax)
        {
            problem = $"a pattern has 1 to {PatternCharsMax} letters, this one has {pattern.Length}";
            return false;
        }

        try
        {
            regex = new Regex(
                pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);
            return true;
        }
        catch (ArgumentException failure)
        {
            problem = failure.Message;
        }
        catch (NotSupportedException)
        {
            problem = $"'{pattern}' uses look-around, back-references or the like, which take more than linear time";
        }

        return false;
    }
}
