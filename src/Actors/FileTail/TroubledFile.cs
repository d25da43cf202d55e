using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>A file that can't be opened.</summary>
/// <param name="File">The file as it was found.</param>
/// <param name="Problem">Path and reason, one line.</param>
/// <param name="TriedAt">When it was tried last, a timestamp of the clock.</param>
internal sealed record TroubledFile(CatalogFile File, string Problem, long TriedAt);
