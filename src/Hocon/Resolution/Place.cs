using System.Collections.Immutable;

namespace Dachshund.Hocon.Resolution;

/// <summary>Where in the tree a document's objects go, and where its includes and substitutions start from.</summary>
/// <param name="Path">The keys from the root; null within a list, where no path leads.</param>
/// <param name="Depth">Objects and lists around this place.</param>
/// <param name="IncludePath">The place of the innermost include; empty outside of one.</param>
/// <param name="Folder">The folder of the document; null when it is in no file.</param>
internal sealed record Place(
    ImmutableArray<string>? Path, int Depth, ImmutableArray<string> IncludePath, string? Folder)
{
    public Place Into(ImmutableArray<string> keys) =>
        this with { Path = Path?.AddRange(keys), Depth = Depth + keys.Length };

    public Place IntoList() => this with { Path = null, Depth = Depth + 1 };

    public Place Included(string? folder) => this with { IncludePath = Path ?? [], Folder = folder };
}
