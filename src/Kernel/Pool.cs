namespace Dachshund.Kernel;

/// <summary>
/// Several actors of one recipe behind one ref. A message told to the ref goes straight into one routee's mailbox, with
/// the original sender, without passing the router's; <see cref="IActorRef.TellAsync"/> waits for room in the chosen
/// routee's. <see cref="Broadcast"/> goes to all; <see cref="PoisonPill"/> and <see cref="Kill"/> are for the router,
/// whose end stops all routees. A routee that stops for good leaves the pool (what is told to it until the router has
/// noticed goes to dead letters); when the last has left, the router stops. Immutable.
/// </summary>
/// <remarks>
/// Unlike Akka's, whose default escalates and so restarts the router and all its workers, a pool here restarts the one
/// routee that failed, unless <see cref="Supervisor"/> says otherwise.
/// </remarks>
public abstract record Pool
{
    private protected Pool(int routees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(routees, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(routees, 10_000);
        Routees = routees;
    }

    /// <summary>Actors to start, 1 to 10,000.</summary>
    public int Routees { get; }

    /// <summary>How the router supervises the routees; default <see cref="SupervisorStrategy.Default"/>.</summary>
    public SupervisorStrategy Supervisor { get; init; } = SupervisorStrategy.Default;

    /// <summary>Makes what chooses among the routees that are there now; called again when one has left.</summary>
    internal abstract Routing.IRoutingLogic CreateLogic(IReadOnlyList<IActorRef> routees);
}
