namespace Dachshund.Kernel;

/// <summary>No answer came to an Ask in time.</summary>
public sealed class AskTimeoutException : ActorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the path of the actor.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public AskTimeoutException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
