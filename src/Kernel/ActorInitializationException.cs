namespace Dachshund.Kernel;

/// <summary>An actor's constructor, PreStart or PostRestart threw; by default its supervisor stops it.</summary>
public sealed class ActorInitializationException : ActorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the path of the actor.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public ActorInitializationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
