using System.Collections.Immutable;

namespace Dachshund.Matching;

/// <summary>What one chunk holds. Counts of the chunks of a file add up, wherever between lines the file was cut.</summary>
/// <param name="Lines">Lines in the chunk; a last one without a line break counts.</param>
/// <param name="MatchedLines">Lines that at least one input's rule took.</param>
/// <param name="Groups">
/// The matches by rule and template, in the order of their first lines: at most 200, and after them at most one a rule
/// with the template "other" for the rest.
/// </param>
public sealed record ChunkResult(long Lines, long MatchedLines, ImmutableArray<MatchGroup> Groups);
