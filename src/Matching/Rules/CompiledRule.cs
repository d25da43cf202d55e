using System.Collections.Immutable;

namespace Dachshund.Matching.Rules;

/// <summary>One rule, ready to judge lines. Immutable.</summary>
internal sealed class CompiledRule
{
    public required RuleDefinition Definition { get; init; }

    /// <summary>Of the patterns, any one takes the line.</summary>
    public required ImmutableArray<LinePattern> Patterns { get; init; }

    /// <summary>Of the excludes, any one gives it up.</summary>
    public required ImmutableArray<LinePattern> Excludes { get; init; }

    /// <summary>The position of the first rule of the next input.</summary>
    public required int NextInput { get; init; }
}
