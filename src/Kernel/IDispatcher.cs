namespace Dachshund.Kernel;

/// <summary>
/// Where actors run. The kernel hands it turns; a turn handles an actor's system messages and at most
/// <see cref="Throughput"/> user messages, and never runs twice at a time for one actor. Must be thread-safe.
/// </summary>
public interface IDispatcher
{
    /// <summary>User messages an actor may handle in one turn before others get theirs; Akka's default is 30.</summary>
    int Throughput { get; }

    /// <summary>Runs the turn soon, exactly once, never inside this call.</summary>
    /// <param name="turn">The work.</param>
    /// <param name="yielded">True when the actor has used up a turn and must queue behind the others.</param>
    void Schedule(IThreadPoolWorkItem turn, bool yielded);
}
