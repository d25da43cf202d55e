using System.Collections.Immutable;
using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Rules;

/// <summary>
/// All rules in the order in which they are asked: by input, then by severity, highest first, then as configured. So the
/// first rule of an input that takes a line is the one it belongs to. Immutable, thread-safe.
/// </summary>
internal sealed class RulePlan
{
    public required ImmutableArray<CompiledRule> Rules { get; init; }

    /// <summary>Finds keywords; null when no rule has any.</summary>
    public required LiteralEngine? Engine { get; init; }

    /// <summary>For each of the engine's literals, the rules that it decides.</summary>
    public required ImmutableArray<ImmutableArray<LiteralTarget>> Targets { get; init; }

    /// <summary>The rules to ask about every line, as a bit set; all zero when literals decide which lines are looked at.</summary>
    public required ImmutableArray<ulong> AskAlways { get; init; }

    /// <summary>Whether <see cref="AskAlways"/> has a rule.</summary>
    public required bool EveryLine { get; init; }

    /// <summary>Whether there is one rule and a hit of any literal takes the line (but for its excludes).</summary>
    public required bool HitDecides { get; init; }
}
