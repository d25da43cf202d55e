namespace Dachshund.Actors.Shard;

/// <summary>What was said of a consumer group. Stored by name.</summary>
internal enum FillLevel
{
    /// <summary>Half of what a journal may hold is unread by it.</summary>
    Half,

    /// <summary>The journal has no room for what it has not read.</summary>
    Full,

    /// <summary>It lost its hold: entries may be dropped before it reads them.</summary>
    Expired,
}
