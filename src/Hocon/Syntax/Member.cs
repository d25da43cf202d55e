using System.Collections.Immutable;

namespace Dachshund.Hocon.Syntax;

/// <summary>What stands between the braces of an object.</summary>
internal abstract record Member(Origin Origin)
{
    /// <summary><c>path = value</c>, or <c>path += value</c> where it appends.</summary>
    public sealed record Field(Origin Origin, ImmutableArray<string> Path, bool Append, Node Value) : Member(Origin);

    public sealed record Include(Origin Origin, string Target, bool Required) : Member(Origin);
}
