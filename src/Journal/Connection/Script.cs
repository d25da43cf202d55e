namespace Dachshund.Journal.Connection;

/// <summary>One Lua script.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Source">What Redis runs.</param>
/// <param name="Hash">SHA-1 of the source: the name that Redis knows it by.</param>
internal sealed record Script(string Name, string Source, byte[] Hash);
