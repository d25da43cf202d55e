using System.Collections.Immutable;

namespace Dachshund.Matching.Rules;

/// <summary>What a line must hold for a regex to match it.</summary>
/// <param name="Needles">Texts of which a matching line holds at least one; empty when that is not known.</param>
/// <param name="IsWhole">Whether a line that holds the needle matches: the regex is a plain text.</param>
internal sealed record RequiredText(ImmutableArray<string> Needles, bool IsWhole)
{
    public static readonly RequiredText Unknown = new([], false);

    public bool IsKnown => Needles.Length > 0;
}
