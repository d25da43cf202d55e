using System.Collections.Immutable;

namespace Dachshund.Tailing;

/// <summary>What one scan of a <see cref="FileTree"/> found.</summary>
/// <param name="Files">The files, in no particular order.</param>
/// <param name="Folders">The folders that were looked into, absolute; the tree's own first.</param>
/// <param name="Problems">What could not be looked at.</param>
public sealed record TreeScan(
    ImmutableArray<TreeFile> Files, ImmutableArray<string> Folders, ImmutableArray<CatalogProblem> Problems);
