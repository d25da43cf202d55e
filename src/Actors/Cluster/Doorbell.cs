using Dachshund.Kernel;

namespace Dachshund.Actors.Cluster;

/// <summary>Turns any number of rings, from any thread, into one message that is not answered yet.</summary>
internal sealed class Doorbell(IActorRef actor, object message)
{
    private int _rung;

    /// <summary>Somebody rang.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _rung, 1) == 0)
            actor.Tell(message);
    }

    /// <summary>The actor looks now; a ring from here on is a new one.</summary>
    public void Answer() => Volatile.Write(ref _rung, 0);
}
