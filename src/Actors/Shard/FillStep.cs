namespace Dachshund.Actors.Shard;

/// <summary>A consumer group's part of a journal came to another level.</summary>
/// <param name="Level">The level to store; null when nothing is to be remembered any more.</param>
/// <param name="Entries">Entries unread; where the group lost its hold, those dropped before it read them.</param>
internal sealed record FillStep(string Group, FillLevel? Level, long Entries);
