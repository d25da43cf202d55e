namespace Dachshund.Kernel;

/// <summary>
/// The handle of an actor: the only thing others hold of it. It stays valid over restarts; after the actor has stopped,
/// what is told to it goes to <see cref="ActorSystem.DeadLetters"/>. Thread-safe. Implemented by the kernel only.
/// </summary>
/// <remarks>
/// Delivery is at most once and first-in-first-out per pair of sender and receiver. A message is lost only if the
/// mailbox refuses it, the receiver is dead, or the receiver's handler throws on it.
/// </remarks>
public interface IActorRef
{
    /// <summary>Where the actor stands in the tree.</summary>
    ActorPath Path { get; }

    /// <summary>
    /// Puts a message into the actor's mailbox and returns at once. Where the bounded mailbox is full, a message goes
    /// to dead letters as <see cref="Dropped"/> and is counted; which one is the mailbox's <see cref="FullMailbox"/>.
    /// </summary>
    /// <param name="message">Any object that nobody changes any more.</param>
    /// <param name="sender">Whom the receiver sees as its Sender; null means dead letters.</param>
    void Tell(object message, IActorRef? sender = null);

    /// <summary>
    /// Puts a message into the actor's mailbox, waiting for room: this is the kernel's back-pressure. Completes
    /// synchronously when there is room. Waiting senders are served first-in-first-out, before any later
    /// <see cref="Tell"/>. When the actor stops meanwhile, the message goes to dead letters and the task completes. An
    /// actor must not await this of itself, nor of one that may be awaiting it.
    /// </summary>
    /// <param name="message">Any object that nobody changes any more.</param>
    /// <param name="sender">Whom the receiver sees as its Sender; null means dead letters.</param>
    /// <param name="cancellationToken">
    /// Ends the waiting; the message is then not delivered. In an actor: <see cref="IActorContext.Stopping"/>.
    /// </param>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken);
}
