namespace Dachshund.Kernel;

/// <summary>
/// The name of a new actor is malformed, or taken by a sibling that lives or has not finished stopping.
/// </summary>
public sealed class InvalidActorNameException : ActorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the path of the actor.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public InvalidActorNameException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
