namespace Dachshund.Kernel;

/// <summary>
/// How an actor supervises its children. Immutable, may be shared. Which children a directive is applied to is the
/// difference between <see cref="OneForOneStrategy"/> and <see cref="AllForOneStrategy"/>.
/// </summary>
public abstract class SupervisorStrategy
{
    private protected SupervisorStrategy(
        int maxRestarts, TimeSpan? window, Func<Exception, Directive>? decider, Backoff? backoff)
    {
        if (window is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero);
        if (backoff is not null)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(backoff.Min, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfLessThan(backoff.Max, backoff.Min);
            ArgumentOutOfRangeException.ThrowIfNegative(backoff.RandomFactor);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(backoff.RandomFactor, 1);
        }

        MaxRestarts = maxRestarts;
        Window = window;
        Decider = decider ?? DefaultDecider;
        Backoff = backoff;
    }

    /// <summary>
    /// One for one, without limit, window or backoff, by <see cref="DefaultDecider"/>: Akka's default.
    /// </summary>
    public static SupervisorStrategy Default { get; } = new OneForOneStrategy();

    /// <summary>Restarts allowed within <see cref="Window"/>; negative means no limit, 0 means none.</summary>
    public int MaxRestarts { get; }

    /// <summary>The time in which restarts are counted, from the first of them; null means for ever.</summary>
    public TimeSpan? Window { get; }

    /// <summary>
    /// Maps a failure to a directive. Runs on the supervisor's turn; if it throws, that is escalated.
    /// </summary>
    public Func<Exception, Directive> Decider { get; }

    /// <summary>The delay before a restart; null means at once.</summary>
    public Backoff? Backoff { get; }

    /// <summary>
    /// What happens once <see cref="MaxRestarts"/> is used up; default <see cref="Directive.Stop"/>, as in Akka.
    /// </summary>
    public Directive WhenExhausted { get; init; } = Directive.Stop;

    internal abstract bool AppliesToAll { get; }

    /// <summary>
    /// Akka's default: stop a child that could not start, was killed, or broke a death pact; restart it after anything
    /// else.
    /// </summary>
    /// <param name="cause">Why the child failed.</param>
    public static Directive DefaultDecider(Exception cause) => cause switch
    {
        ActorInitializationException or ActorKilledException or DeathPactException => Directive.Stop,
        _ => Directive.Restart,
    };
}
