using System.Collections.Immutable;

namespace Dachshund.Hocon.Syntax;

/// <summary>A value as it stands in one document: not merged, not resolved, includes not read.</summary>
internal abstract record Node(Origin Origin)
{
    /// <summary>A simple value, or the white space between two parts of a concatenation.</summary>
    public sealed record Scalar(Origin Origin, HoconScalarKind Kind, string Text, bool IsSpace) : Node(Origin);

    public sealed record Array(Origin Origin, ImmutableArray<Node> Items) : Node(Origin);

    public sealed record Object(Origin Origin, ImmutableArray<Member> Members) : Node(Origin);

    public sealed record Concatenation(Origin Origin, ImmutableArray<Node> Parts) : Node(Origin);

    public sealed record Substitution(Origin Origin, ImmutableArray<string> Path, bool Optional) : Node(Origin);
}
