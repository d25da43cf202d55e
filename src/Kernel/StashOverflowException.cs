namespace Dachshund.Kernel;

/// <summary>An actor stashed more than <see cref="MailboxOptions.StashCapacity"/> messages.</summary>
public sealed class StashOverflowException : ActorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the path of the actor.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public StashOverflowException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
