namespace Dachshund.Journal.Leases;

/// <summary>A lease as it was seen at one moment.</summary>
/// <param name="Name">Name of the lease.</param>
/// <param name="Owner">Its owner, <c>host:incarnation</c>; empty when it is free.</param>
/// <param name="Epoch">Its epoch; 0 when it was never owned.</param>
/// <param name="Rev">How many commits were made under it.</param>
/// <param name="Heir">The host that alone may take it for a second after its release; empty when there is none.</param>
/// <param name="FreeFor">For how long it has been free; zero while it is owned, a day when it never was.</param>
public sealed record LeaseLook(string Name, string Owner, long Epoch, long Rev, string Heir, TimeSpan FreeFor)
{
    /// <summary>The pulse of the owner's session.</summary>
    public long Pulse { get; init; }

    /// <summary>
    /// Whether the owner's session is still its own; false when another process has it or it said goodbye.
    /// </summary>
    public bool OwnerHasSession { get; init; }

    /// <summary>Whether the owner's process is connected now.</summary>
    public bool OwnerPresent { get; init; }

    /// <summary>For how long its owner has had it, on Redis' wall clock; zero when it is free.</summary>
    public TimeSpan HeldFor { get; init; }

    /// <summary>How many times it was acquired, ever: each but the first was a take-over or a hand-over.</summary>
    public long Turns { get; init; }

    /// <summary>Whether nobody owns it.</summary>
    public bool IsFree => Owner.Length == 0;
}
