namespace Dachshund.Kernel;

/// <summary>A message that the kernel itself acts on before, or instead of, the actor's behaviour.</summary>
internal interface IAutoReceived;

/// <summary>A message that does not count as activity for <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>
/// Told to a watcher after the watched actor has stopped, behind all that the actor told it before. Never on a restart.
/// An actor that does not handle it fails with <see cref="DeathPactException"/>.
/// </summary>
/// <param name="Actor">Who has stopped.</param>
public sealed record Terminated(IActorRef Actor) : IAutoReceived, IDeadLetterSuppression;

/// <summary>Stops the actor when its turn in the mailbox comes; what is behind it goes to dead letters.</summary>
public sealed class PoisonPill : IAutoReceived, IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    /// <summary>The only instance.</summary>
    public static PoisonPill Instance { get; } = new();
}

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/>, which by default stops it.</summary>
public sealed class Kill : IAutoReceived
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();
}

/// <summary>Told to an actor that got no message for its receive timeout.</summary>
public sealed class ReceiveTimeout
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>The answer to a request that has no better one.</summary>
public abstract record Status
{
    private Status()
    {
    }

    /// <summary>It worked.</summary>
    /// <param name="Value">What came out of it, if anything.</param>
    public sealed record Success(object? Value = null) : Status;

    /// <summary>It did not; faults an Ask with the cause.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record Failure(Exception Cause) : Status;
}

/// <summary>Told to a pool: the message goes to every routee.</summary>
/// <param name="Message">What each of them gets.</param>
public sealed record Broadcast(object Message);
