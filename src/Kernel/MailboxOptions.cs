namespace Dachshund.Kernel;

/// <summary>The bounds of an actor's mailbox. Unlike Akka's default, a mailbox is always bounded.</summary>
public sealed record MailboxOptions
{
    /// <summary>The default mailbox: 1,000 messages, the newest is dropped.</summary>
    public static MailboxOptions Default { get; } = new();

    /// <summary>
    /// User messages that may wait, 1 to 16,777,216; default 1,000. System messages, <see cref="Terminated"/>, timer
    /// ticks (one per timer) and one <see cref="PoisonPill"/> come on top, so that none of them is ever lost.
    /// </summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>
    /// What <see cref="IActorRef.Tell"/> drops when the mailbox is full; default <see cref="FullMailbox.DropNewest"/>.
    /// </summary>
    public FullMailbox WhenFull { get; init; } = FullMailbox.DropNewest;

    /// <summary>
    /// Messages the actor may stash; default 1,000. Above it <see cref="StashOverflowException"/> is thrown.
    /// </summary>
    public int StashCapacity { get; init; } = 1000;
}
