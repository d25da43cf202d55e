using Dachshund.Kernel.Cells;

namespace Dachshund.Kernel;

/// <summary>
/// What all actors have in common. An instance lives from its construction to its stop or restart, is only ever run by
/// one thread at a time, and can only be made by <see cref="Props"/>. Fields of an actor need no lock.
/// </summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;

    /// <summary>Binds the instance to the actor that is being constructed.</summary>
    /// <exception cref="ActorInitializationException">It was made by <c>new</c> instead of by a Props.</exception>
    protected ActorBase()
    {
        _cell = ActorCell.TakeForConstruction(GetType());
    }

    internal ActorCell Cell => _cell;

    /// <summary>The actor's own ref; may be used anywhere.</summary>
    protected IActorRef Self => _cell.Self;

    /// <summary>Who told the current message; dead letters when nobody did.</summary>
    /// <exception cref="InvalidOperationException">Not on the actor's turn.</exception>
    protected IActorRef Sender => _cell.OnTurn().Sender;

    /// <summary>The actor's view of the kernel.</summary>
    /// <exception cref="InvalidOperationException">Not on the actor's turn.</exception>
    protected IActorContext Context => _cell.OnTurn();

    /// <summary>The actor's timers.</summary>
    /// <exception cref="InvalidOperationException">Not on the actor's turn.</exception>
    protected ITimerScheduler Timers => _cell.OnTurn().Timers;

    /// <summary>The actor's stash.</summary>
    /// <exception cref="InvalidOperationException">Not on the actor's turn.</exception>
    protected IStash Stash => _cell.OnTurn().Stash;

    /// <summary>How it supervises its children, unless its Props says otherwise; read once per instance.</summary>
    protected internal virtual SupervisorStrategy SupervisorStrategy => SupervisorStrategy.Default;

    /// <summary>Handles a message.</summary>
    /// <param name="message">What was told.</param>
    /// <returns>False when there is no handler for it.</returns>
    protected internal abstract bool Receive(object message);

    /// <summary>Called before the first message. Default: nothing.</summary>
    protected internal virtual void PreStart()
    {
    }

    /// <summary>Called after the last message, when all children have stopped. Default: nothing.</summary>
    protected internal virtual void PostStop()
    {
    }

    /// <summary>
    /// Called on the failed instance before it is replaced. Default: unwatch and stop all children, then
    /// <see cref="PostStop"/>. Its timers are cancelled already; don't start others here.
    /// </summary>
    /// <param name="reason">Why it is restarted.</param>
    /// <param name="message">
    /// The message it failed on, which is not delivered again; null when it was not one of its own.
    /// </param>
    protected internal virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.Children)
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Called on the new instance. Default: <see cref="PreStart"/>.</summary>
    /// <param name="reason">Why the old one was replaced.</param>
    protected internal virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>
    /// Called with a message that has no handler. Default: publish <see cref="UnhandledMessage"/>, or fail on a
    /// <see cref="Terminated"/>.
    /// </summary>
    /// <param name="message">What was told.</param>
    /// <exception cref="DeathPactException">The message is a <see cref="Terminated"/>.</exception>
    protected internal virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(
                $"{Self.Path} watched {terminated.Actor.Path}, which has stopped, and does not handle it");
        }

        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    internal void InvokeUnhandled(object message) => Unhandled(message);
}
