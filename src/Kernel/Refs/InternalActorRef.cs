using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Refs;

/// <summary>What the kernel needs of a ref beyond what everyone may see. Every ref is one of these.</summary>
internal abstract class InternalActorRef : IActorRef
{
    protected InternalActorRef(ActorSystem system, ActorPath path)
    {
        System = system;
        Path = path;
    }

    public ActorPath Path { get; }

    public ActorSystem System { get; }

    /// <summary>Whether nothing told to it can be handled any more.</summary>
    public virtual bool IsTerminated => false;

    public abstract void Tell(object message, IActorRef? sender = null);

    public abstract ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken);

    /// <summary>Puts a system message into the unbounded queue that goes before all user messages.</summary>
    public abstract void SendSystem(SystemMessage message);

    public void Stop() => SendSystem(new Terminate());

    public override string ToString() => Path.ToStringWithUid();

    /// <summary>The kernel's side of a ref.</summary>
    /// <exception cref="ArgumentException">Somebody else implemented <see cref="IActorRef"/>.</exception>
    public static InternalActorRef Of(IActorRef actor) =>
        actor as InternalActorRef ?? throw new ArgumentException($"{actor} is not a ref of this kernel", nameof(actor));

    /// <summary>
    /// What a ref without an actor behind it does with a system message: a watcher learns that nobody is there.
    /// </summary>
    protected void AnswerAsDead(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystem(new DeathWatchNotification(this));
    }
}
