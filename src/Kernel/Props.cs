namespace Dachshund.Kernel;

/// <summary>
/// The recipe of an actor: immutable, and run again at each restart, so the factory must make a new instance each time
/// and must not capture state that a restart should forget. Thread-safe.
/// </summary>
public sealed record Props
{
    private Props(Type actorType, Func<ActorBase> factory)
    {
        ActorType = actorType;
        Factory = factory;
    }

    /// <summary>The class of the actor, as the tree shows it.</summary>
    public Type ActorType { get; }

    /// <summary>The bounds of its mailbox; for a pool, of each routee's.</summary>
    public MailboxOptions Mailbox { get; private init; } = MailboxOptions.Default;

    /// <summary>How the actor supervises its children; null (default) leaves it to the actor.</summary>
    public SupervisorStrategy? Supervisor { get; private init; }

    /// <summary>The pool to make of it; null (default) means a single actor.</summary>
    public Pool? Router { get; private init; }

    internal Func<ActorBase> Factory { get; }

    /// <summary>The recipe of an actor of class <typeparamref name="T"/>.</summary>
    /// <param name="factory">Makes a new instance; runs on the actor's first turn and again at each restart.</param>
    public static Props Create<T>(Func<T> factory)
        where T : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new Props(typeof(T), factory);
    }

    /// <summary>The same with another mailbox.</summary>
    /// <param name="mailbox">Its bounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of range.</exception>
    public Props WithMailbox(MailboxOptions mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentOutOfRangeException.ThrowIfLessThan(mailbox.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mailbox.Capacity, 1 << 24);
        ArgumentOutOfRangeException.ThrowIfNegative(mailbox.StashCapacity);
        return this with { Mailbox = mailbox };
    }

    /// <summary>The same with another supervision of its children; goes before the actor's own.</summary>
    /// <param name="supervisor">The strategy.</param>
    public Props WithSupervisor(SupervisorStrategy supervisor)
    {
        ArgumentNullException.ThrowIfNull(supervisor);
        return this with { Supervisor = supervisor };
    }

    /// <summary>A pool of such actors behind one ref.</summary>
    /// <param name="pool">How many, and who gets what.</param>
    public Props WithRouter(Pool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return this with { Router = pool };
    }

    internal Props WithoutRouter() => this with { Router = null };
}
