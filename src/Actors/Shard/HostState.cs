namespace Dachshund.Actors.Shard;

/// <summary>What a shard knows of a host besides its beats.</summary>
internal enum HostState
{
    /// <summary>It beats.</summary>
    Up,

    /// <summary>It fell silent, and that was said.</summary>
    Offline,

    /// <summary>It fell silent again and again, and that was said: nothing more is said until it has been steady for long.</summary>
    Flapping,

    /// <summary>It said goodbye.</summary>
    Left,
}
