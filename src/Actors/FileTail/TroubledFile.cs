using System.Collections.Immutable;

namespace Dachshund.Actors.FileTail;

/// <summary>A file that can't be opened.</summary>
/// <param name="Problem">Path and reason, one line.</param>
/// <param name="Inputs">The inputs that it belongs to.</param>
/// <param name="TriedAt">When it was tried last, a timestamp of the clock.</param>
internal sealed record TroubledFile(string Problem, ImmutableArray<string> Inputs, long TriedAt);
