namespace Dachshund.Journal.Commits;

/// <summary>A cursor goes on. It never goes back.</summary>
/// <param name="Key">The hash that holds it: <see cref="JournalKeys.Cursors"/> or <see
/// cref="JournalKeys.RouterCursors"/>.</param>
/// <param name="Field">The consumer group, or the stream.</param>
/// <param name="Id">Id of the last entry read.</param>
/// <param name="EntryCount">How many entries were read since the last move.</param>
public sealed record CursorMove(string Key, string Field, string Id, long EntryCount);
