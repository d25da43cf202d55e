namespace Dachshund.Journal;

/// <summary>Ids of this room's log events, one range per folder.</summary>
internal static class EventIds
{
    /// <summary>Connection: 3000 to 3049.</summary>
    internal const int ConnectionBase = 3000;

    /// <summary>Embedded: 3050 to 3099.</summary>
    internal const int EmbeddedBase = 3050;
}
