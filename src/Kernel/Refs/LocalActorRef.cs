using Dachshund.Kernel.Cells;
using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Refs;

/// <summary>The ref of an actor of this system.</summary>
internal class LocalActorRef : InternalActorRef
{
    public LocalActorRef(ActorSystem system, ActorPath path, Props props, InternalActorRef parent)
        : base(system, path)
    {
        Cell = new ActorCell(this, props, parent);
    }

    public ActorCell Cell { get; }

    public override bool IsTerminated => Cell.Mailbox.IsClosed;

    // Hot path: no allocation; two interlocked operations when there is room.
    public override void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        Cell.Mailbox.Post(message, sender);
    }

    public override ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Cell.Mailbox.PostAsync(message, sender, cancellationToken);
    }

    public override void SendSystem(SystemMessage message) => Cell.Mailbox.PostSystem(message);
}
