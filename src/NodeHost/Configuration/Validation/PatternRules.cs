using System.Text.RegularExpressions;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>What a rule looks for.</summary>
internal static class PatternRules
{
    public static void Check(
        IReadOnlyList<string> keywords, IReadOnlyList<string> regex, IReadOnlyList<string> exclude, HoconPoint at,
        string orElse, Findings findings)
    {
        if (keywords.Count == 0 && regex.Count == 0)
            findings.Error(at, $"looks for nothing; it needs keywords or regex{orElse}");
        for (var i = 0; i < keywords.Count; i++)
            CheckKeyword(keywords[i], at.Field("keywords").Item(i), findings);
        for (var i = 0; i < regex.Count; i++)
            CheckRegex(regex[i], at.Field("regex").Item(i), findings);
        for (var i = 0; i < exclude.Count; i++)
            CheckRegex(exclude[i], at.Field("exclude").Item(i), findings);
    }

    private static void CheckKeyword(string keyword, HoconPoint at, Findings findings)
    {
        if (keyword.Length == 0)
            findings.Error(at, "an empty keyword would match every line");
        else if (keyword.Contains('\n', StringComparison.Ordinal))
            findings.Error(at, "a keyword is looked for within a line, so it cannot hold a line break");
    }

    /// <summary>Compiles the pattern the way rules are run: in time linear to the line.</summary>
    private static void CheckRegex(string pattern, HoconPoint at, Findings findings)
    {
        if (pattern.Length == 0)
        {
            findings.Error(at, "an empty pattern would match every line");
            return;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException exception)
        {
            findings.Error(at, $"is no regular expression: {exception.Error} near character {Math.Max(1, exception.Offset)} of {pattern}");
        }
        catch (NotSupportedException)
        {
            findings.Error(at, $"look-arounds, back-references and atomic groups are not supported: {pattern}");
        }
    }
}
