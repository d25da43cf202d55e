namespace Dachshund.Kernel;

/// <summary>
/// An actor's view of the kernel. Valid only on the actor's own turn, awaits inside its handlers included; nothing here
/// may be touched from another thread (close over <see cref="Self"/> or <see cref="Sender"/> instead).
/// </summary>
public interface IActorContext
{
    /// <summary>The actor's own ref; this one may be used anywhere.</summary>
    IActorRef Self { get; }

    /// <summary>Who told the message that is being handled; dead letters when nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>The system the actor lives in; thread-safe.</summary>
    ActorSystem System { get; }

    /// <summary>The children that have not finished stopping, in the order of their start.</summary>
    IReadOnlyCollection<IActorRef> Children { get; }

    /// <summary>
    /// Cancelled as soon as this instance is to end: the actor was told to stop, or its supervisor restarts it while a
    /// handler awaits. The end itself waits until the handler has ended, so a handler that awaits long should observe
    /// this.
    /// </summary>
    CancellationToken Stopping { get; }

    /// <summary>Starts a child; it is constructed on its own first turn.</summary>
    /// <param name="props">The recipe.</param>
    /// <param name="name">Unique among the siblings; null gives it a name that begins with $.</param>
    /// <exception cref="InvalidActorNameException">The name is malformed or taken.</exception>
    /// <exception cref="InvalidOperationException">This actor is stopping.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>The child of that name; null when there is none.</summary>
    /// <param name="name">Its name.</param>
    IActorRef? Child(string name);

    /// <summary>Stops an actor after its current message.</summary>
    /// <param name="actor">A child, the actor itself, or any other.</param>
    void Stop(IActorRef actor);

    /// <summary>
    /// Asks for a <see cref="Terminated"/> when the actor stops, or has stopped already. Watching twice is watching
    /// once.
    /// </summary>
    /// <param name="actor">Whom to watch.</param>
    /// <returns>The same ref.</returns>
    IActorRef Watch(IActorRef actor);

    /// <summary>
    /// Ends the watching; a <see cref="Terminated"/> that waits in the mailbox is not delivered any more.
    /// </summary>
    /// <param name="actor">Whom not to watch.</param>
    /// <returns>The same ref.</returns>
    IActorRef Unwatch(IActorRef actor);

    /// <summary>
    /// Asks for <see cref="ReceiveTimeout"/> whenever no message came for that long; messages that are
    /// <see cref="INotInfluenceReceiveTimeout"/> don't count. Ends at a restart.
    /// </summary>
    /// <param name="timeout">More than zero; null ends it.</param>
    void SetReceiveTimeout(TimeSpan? timeout);
}
