using Dachshund.Kernel;

namespace Dachshund.TestKit;

/// <summary>Hands what it is told to its probe.</summary>
internal sealed class ProbeActor : ReceiveActor
{
    public ProbeActor(Action<object, IActorRef> onMessage)
    {
        Receive<WatchCommand>(command =>
        {
            if (command.Watches)
                Context.Watch(command.Actor);
            else
                Context.Unwatch(command.Actor);
        });
        ReceiveAny(message => onMessage(message, Sender));
    }

    internal sealed record WatchCommand(IActorRef Actor, bool Watches);
}
