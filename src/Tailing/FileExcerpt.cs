using System.Collections.Immutable;

namespace Dachshund.Tailing;

/// <summary>The head and the tail of a file, as text.</summary>
/// <param name="File">The file when it was opened.</param>
/// <param name="Parts">The whole text, or its head and its tail; what lies between two parts was cut out. None for a file
/// without text.</param>
/// <param name="IsSteady">Whether the file was the same after it was read as before.</param>
public sealed record FileExcerpt(TreeFile File, ImmutableArray<ExcerptPart> Parts, bool IsSteady);
