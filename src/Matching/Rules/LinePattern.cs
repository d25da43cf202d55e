using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Dachshund.Matching.Rules;

/// <summary>
/// One regular expression of a rule. Immutable; thread-safe. The engine is .NET's NonBacktracking: no pattern that a user
/// writes can make a line cost more than time linear to its length.
/// </summary>
internal sealed class LinePattern
{
    private readonly Regex _regex;
    private readonly ImmutableArray<byte[]> _needles;

    public LinePattern(Regex regex, RequiredText required)
    {
        _regex = regex;
        Required = required;

        // With cases to ignore, to look for the needles takes as long as the regex.
        var exact = required.IsKnown && !regex.Options.HasFlag(RegexOptions.IgnoreCase);
        _needles = exact ? [.. required.Needles.Select(Encoding.UTF8.GetBytes)] : [];
    }

    /// <summary>What a matching line holds.</summary>
    public RequiredText Required { get; }

    // Hot path: once per line with a hit, for rules with patterns or excludes. Most excludes end at their needle.
    public bool IsMatch(ReadOnlySpan<byte> line, LineText text)
    {
        if (_needles.Length > 0 && !HasNeedle(line)) return false;
        return (Required.IsWhole && _needles.Length > 0) || _regex.IsMatch(text.Of(line));
    }

    private bool HasNeedle(ReadOnlySpan<byte> line)
    {
        foreach (var needle in _needles)
            if (line.IndexOf(needle) >= 0)
                return true;
        return false;
    }
}
