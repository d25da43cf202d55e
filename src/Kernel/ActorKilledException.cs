namespace Dachshund.Kernel;

/// <summary>An actor was told <see cref="Kill"/>; by default its supervisor stops it.</summary>
public sealed class ActorKilledException : ActorException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the path of the actor.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public ActorKilledException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
