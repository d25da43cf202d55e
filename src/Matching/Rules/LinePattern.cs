using System.Text.RegularExpressions;

namespace Dachshund.Matching.Rules;

/// <summary>
/// One regular expression of a rule. Immutable; thread-safe. The engine is .NET's NonBacktracking: no pattern that a user
/// writes can make a line cost more than time linear to its length.
/// </summary>
internal sealed class LinePattern(Regex regex)
{
    public bool IsMatch(ReadOnlySpan<byte> line, LineText text) => regex.IsMatch(text.Of(line));
}
