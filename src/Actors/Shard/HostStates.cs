namespace Dachshund.Actors.Shard;

/// <summary>Reads for people what a shard has stored of its hosts besides their beats.</summary>
public static class HostStates
{
    /// <summary>It fell silent, and that was said.</summary>
    public const string Offline = "offline";

    /// <summary>It fell silent again and again.</summary>
    public const string Flapping = "flapping";

    /// <summary>It said goodbye.</summary>
    public const string Left = "left";

    /// <summary>The state in a stored record; null when it is none of these.</summary>
    /// <param name="stored">A value of the hash <see cref="Cluster.StateKeys.Hosts"/>.</param>
    public static string? Read(string stored) => HostRecord.TryParse(stored)?.State switch
    {
        HostState.Offline => Offline,
        HostState.Flapping => Flapping,
        HostState.Left => Left,
        _ => null,
    };
}
