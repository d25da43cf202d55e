namespace Dachshund.Kernel.Cells;

/// <summary>One registered handler of a <see cref="ReceiveActor"/>.</summary>
internal abstract class MessageHandler
{
    public abstract bool TakesAll { get; }

    public abstract bool TryHandle(ActorCell cell, object message);
}
