namespace Dachshund.Kernel;

/// <summary>What the exceptions of the kernel have in common.</summary>
public abstract class ActorException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    protected ActorException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
