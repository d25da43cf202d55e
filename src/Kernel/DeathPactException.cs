namespace Dachshund.Kernel;

/// <summary>
/// An actor did not handle the <see cref="Terminated"/> of one it watched; by default its supervisor stops it.
/// </summary>
public sealed class DeathPactException : ActorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the path of the actor.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public DeathPactException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
