using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Refs;

/// <summary>Above the guardian of all users' actors: a failure that gets here ends the system.</summary>
internal sealed class RootRef : InternalActorRef
{
    public RootRef(ActorSystem system, ActorPath path)
        : base(system, path)
    {
    }

    public override void Tell(object message, IActorRef? sender = null) => System.DeadLetters.Tell(message, sender);

    public override ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken) =>
        System.DeadLetters.TellAsync(message, sender, cancellationToken);

    public override void SendSystem(SystemMessage message)
    {
        if (message is Failed failed)
            System.EndBy(failed.Cause);
        else if (message is DeathWatchNotification)
            System.OnTerminated();
        else
            AnswerAsDead(message);
    }
}
