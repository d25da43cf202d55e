namespace Dachshund.Kernel.Mailboxes;

/// <summary>The bounded queue of user messages: any thread puts in, one at a time takes out.</summary>
internal abstract class UserQueue
{
    /// <summary>Messages in it; exact when nobody is at work.</summary>
    public abstract int Count { get; }

    /// <summary>Whether a message can be taken; any thread, as a hint while another takes.</summary>
    public abstract bool HasMessage { get; }

    /// <summary>
    /// Puts a message in; false when full. A forced one goes in regardless. A full fence stands between the message's
    /// being there and the return, for the mailbox's wake-up.
    /// </summary>
    public abstract bool TryEnqueue(object message, IActorRef? sender, bool forced);

    /// <summary>Takes the oldest message.</summary>
    public abstract bool TryDequeue(out Envelope envelope);
}
