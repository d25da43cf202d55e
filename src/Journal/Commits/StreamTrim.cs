namespace Dachshund.Journal.Commits;

/// <summary>
/// Drops the items of a stream that are older than an id: the router's own streams, to its own cursors.
/// </summary>
/// <param name="Key">The stream.</param>
/// <param name="BeforeId">The first id that is kept.</param>
public sealed record StreamTrim(string Key, string BeforeId);
