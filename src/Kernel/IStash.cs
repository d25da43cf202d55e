namespace Dachshund.Kernel;

/// <summary>
/// Puts messages aside that the actor cannot handle yet. Bounded by <see cref="MailboxOptions.StashCapacity"/>. To be
/// used on the actor's turn only. At a restart the stash goes back to the mailbox, at a stop to dead letters; a message
/// whose handler stashed it and then threw is dropped like any other that failed.
/// </summary>
public interface IStash
{
    /// <summary>Messages put aside.</summary>
    int Count { get; }

    /// <summary>Puts the current message aside, with its sender.</summary>
    /// <exception cref="InvalidOperationException">It was stashed already, or there is none.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts all of them back in front of the mailbox, in the order in which they came.</summary>
    void UnstashAll();
}
