using Dachshund.Alerting;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Verbs;

/// <summary>What <c>silence</c> is told: labels and a duration.</summary>
/// <param name="Labels">Labels, and for each the values or globs of which one must fit.</param>
/// <param name="Duration">For how long.</param>
internal sealed record SilenceArguments(IReadOnlyDictionary<string, IReadOnlyList<string>> Labels, TimeSpan Duration)
{
    public const int WhyCharsMax = 200;
    private const int TermsMax = 20;
    private const int TermCharsMax = 300;
    private const string Example = "for example: silence host=web-07 2h --why \"disk swap\"";
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);
    private static readonly string[] s_builtIn = ["kind", "host", "input", "rule", "severity", "template"];

    /// <summary>A label that looks like a misspelt one, with the right one; or null.</summary>
    public (string Label, string Nearest)? Suspect
    {
        get
        {
            foreach (var label in Labels.Keys.Except(s_builtIn))
                if (NearestWord.Find(label, s_builtIn) is { } nearest)
                    return (label, nearest);
            return null;
        }
    }

    /// <summary>Understands the words; null and what is wrong, with its remedy, when they can't be.</summary>
    public static SilenceArguments? Parse(IReadOnlyList<string> words, string? why, out string problem)
    {
        problem = "";
        var labels = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        TimeSpan? duration = null;
        foreach (var word in words)
        {
            if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1 && word.Length <= TermCharsMax)
                labels[word[..at]] = [.. labels.GetValueOrDefault(word[..at], []), word[(at + 1)..]];
            else if (duration is null && DurationText.TryParse(word, out var parsed) && !int.TryParse(word, out _))
                duration = parsed;
            else
                problem = $"'{word}' is neither LABEL=VALUE nor a duration such as 30m, 2h or 1d; {Example}";
        }

        if (problem.Length == 0)
            problem = Problem(labels, duration, words.Count, why);
        return problem.Length == 0 && duration is { } time ? new SilenceArguments(labels, time) : null;
    }

    private static string Problem(SortedDictionary<string, IReadOnlyList<string>> labels, TimeSpan? duration, int words, string? why)
    {
        if (labels.Count == 0)
            return $"a silence wants a label, so that it isn't one of everything; {Example}";
        if (labels.Values.All(values => values.Any(value => value.All(c => c == '*'))))
            return $"{Silence.Text(labels)} would silence everything; name a host, a rule or another label; {Example}";
        if (words > TermsMax)
            return $"a silence takes {TermsMax - 1} labels at most; a value may be a glob such as web-*";
        if (duration is not { } time)
            return $"a silence wants a duration such as 30m, 2h or 1d; {Example}";
        if (time < s_shortest || time > s_longest)
            return $"a silence lasts from {DurationText.Format(s_shortest)} to {DurationText.Format(s_longest)}";
        if (string.IsNullOrWhiteSpace(why))
            return $"a silence wants --why, so that others know; {Example}";
        return why.Length > WhyCharsMax ? $"--why takes {WhyCharsMax} characters at most, and this is {why.Length}" : "";
    }
}
