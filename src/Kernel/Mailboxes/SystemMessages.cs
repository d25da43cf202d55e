using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// What the kernel's actors tell each other. Each instance goes to one receiver only: it is its own list node.
/// </summary>
internal abstract class SystemMessage
{
    /// <summary>Owned by the queue that holds it.</summary>
    public SystemMessage? Next { get; set; }
}

/// <summary>Construct the actor.</summary>
internal sealed class Create : SystemMessage;

/// <summary>Replace the instance, not before the delay is over.</summary>
internal sealed class Recreate(Exception cause, TimeSpan delay) : SystemMessage
{
    public Exception Cause { get; } = cause;

    public TimeSpan Delay { get; } = delay;
}

/// <summary>The delay of a restart is over.</summary>
internal sealed class RestartDue(object restart) : SystemMessage
{
    public object Restart { get; } = restart;
}

/// <summary>Handle no user message until Resume or Recreate.</summary>
internal sealed class Suspend : SystemMessage;

/// <summary>Go on; the cause is set when this answers the receiver's own failure.</summary>
internal sealed class Resume(Exception? causedBy) : SystemMessage
{
    public Exception? CausedBy { get; } = causedBy;
}

/// <summary>Stop.</summary>
internal sealed class Terminate : SystemMessage;

/// <summary>Tell the watcher when you have stopped.</summary>
internal sealed class Watch(InternalActorRef watcher) : SystemMessage
{
    public InternalActorRef Watcher { get; } = watcher;
}

/// <summary>Don't tell the watcher any more.</summary>
internal sealed class Unwatch(InternalActorRef watcher) : SystemMessage
{
    public InternalActorRef Watcher { get; } = watcher;
}

/// <summary>An actor has stopped: told to its parent and its watchers.</summary>
internal sealed class DeathWatchNotification(InternalActorRef actor) : SystemMessage
{
    public InternalActorRef Actor { get; } = actor;
}

/// <summary>A child has failed, is suspended and waits for a directive.</summary>
internal sealed class Failed(InternalActorRef child, Exception cause) : SystemMessage
{
    public InternalActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;
}

/// <summary>The rest of an async handler.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : SystemMessage
{
    public void Run() => callback(state);
}
