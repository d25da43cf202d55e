using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Refs;

/// <summary>Where messages end that reach nobody.</summary>
internal sealed class DeadLettersRef : InternalActorRef
{
    public DeadLettersRef(ActorSystem system, ActorPath path)
        : base(system, path)
    {
    }

    public override void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        System.DeadLetterOffice.Dead(new Envelope(message, sender), this);
    }

    public override ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken)
    {
        Tell(message, sender);
        return ValueTask.CompletedTask;
    }

    public override void SendSystem(SystemMessage message) => AnswerAsDead(message);
}
